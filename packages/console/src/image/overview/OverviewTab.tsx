import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { imageQuery } from '../../images/image-queries.ts';
import { ImageFacts } from './ImageFacts.tsx';
import { ImageProperties } from './ImageProperties.tsx';
import { ImageStorage } from './ImageStorage.tsx';
import { Optimization } from './Optimization.tsx';
import '../messages.ts';

/** What an image is, what it takes, and what is said of it. */
export function OverviewTab(): ReactNode {
  const { id } = useParams({ from: '/signed-in/images/$id' });
  const { data: image } = useSuspenseQuery(imageQuery(id));
  return (
    <div className="ingot-page">
      <ImageFacts image={image} />
      <ImageStorage image={image} />
      {image.status === 'active' ? <Optimization image={image} /> : null}
      <ImageProperties image={image} />
    </div>
  );
}
