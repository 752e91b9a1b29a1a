import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, Outlet, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { imageQuery } from '../images/image-queries.ts';
import { ImageStatus } from '../images/ImageStatus.tsx';
import { PageHeader } from '../kit/PageHeader.tsx';
import { PageTabs, TAB } from '../kit/PageTabs.tsx';
import { ImageButtons } from './ImageButtons.tsx';
import { ImageMaking } from './ImageMaking.tsx';
import './messages.ts';

const TABS = ['checks', 'versions', 'access', 'uses', 'compare', 'download'] as const;

/** The frame of everything that is known of one image: its name, what can be done with it, and its tabs. */
export function ImagePage(): ReactNode {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/signed-in/images/$id' });
  const { data: image } = useSuspenseQuery(imageQuery(id));
  const name = image.name ?? t('images.unnamed');
  const params = { id };
  return (
    <section className="ingot-page">
      <Link to="/images" className="ingot-link ingot-back">
        ← {t('images.title')}
      </Link>
      <PageHeader title={name} aside={<ImageStatus status={image.status} />}>
        <ImageButtons image={image} name={name} />
      </PageHeader>
      {image.status === 'importing' ? <ImageMaking id={id} /> : null}
      <PageTabs label={name}>
        <Link {...TAB} to="/images/$id" params={params} activeOptions={{ exact: true, includeSearch: false }}>
          {t('image.tab.overview')}
        </Link>
        {TABS.map((tab) => (
          <Link {...TAB} key={tab} to={`/images/$id/${tab}`} params={params} activeOptions={{ includeSearch: false }}>
            {t(`image.tab.${tab}`)}
          </Link>
        ))}
      </PageTabs>
      <Outlet />
    </section>
  );
}
