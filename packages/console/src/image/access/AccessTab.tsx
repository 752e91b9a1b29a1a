import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { imageQuery } from '../../images/image-queries.ts';
import { useSession } from '../../session/session.ts';
import { ImageMembers } from './ImageMembers.tsx';
import { ImageVisibility } from './ImageVisibility.tsx';
import { OfferedToUs } from './OfferedToUs.tsx';
import '../messages.ts';

/** Who sees an image, and the answer of those that it is shared with. */
export function AccessTab(): ReactNode {
  const { id } = useParams({ from: '/signed-in/images/$id' });
  const { project } = useSession();
  const { data: image } = useSuspenseQuery(imageQuery(id));
  const isShared = image.visibility === 'shared';
  if (image.owner !== project.id && isShared) return <OfferedToUs image={image} />;
  return (
    <div className="ingot-page">
      <ImageVisibility image={image} />
      <ImageMembers image={image} />
    </div>
  );
}
