/** What tempest skips with our configuration of it, and why that is right: reason → tests. */
export const SKIPPED: Readonly<Record<string, readonly string[]>> = {
  'Glance itself has had no Image API v1 since 2018': [
    'setUpClass (v1.test_image_members.ImageMembersTest)',
    'setUpClass (v1.test_image_members_negative.ImageMembersNegativeTest)',
    'setUpClass (v1.test_images.CreateRegisterImagesTest)',
    'setUpClass (v1.test_images.ListImagesTest)',
    'setUpClass (v1.test_images.UpdateImageMetaTest)',
    'setUpClass (v1.test_images_negative.CreateDeleteImagesNegativeTest)',
  ],
  'there is one store and no choice between stores': [
    'setUpClass (v2.test_images.MultiStoresImportImagesTest)',
    'setUpClass (v2.test_images_negative.ImportImagesNegativeTest)',
    'v2.admin.test_images.ImportCopyImagesTest.test_image_copy_image_import',
  ],
  'locations are never shown to tenants': ['setUpClass (v2.test_images.ImageLocationsTest)'],
  'there is no cache that an administrator would have to fill': [
    'setUpClass (v2.admin.test_image_caching.ImageCachingTest)',
  ],
  'import from another Glance is no import method of ours': [
    'v2.test_images.ImportImagesTest.test_image_glance_download_import_bad_endpoint',
    'v2.test_images.ImportImagesTest.test_image_glance_download_import_bad_missing_image',
    'v2.test_images.ImportImagesTest.test_image_glance_download_import_bad_uuid',
    'v2.test_images.ImportImagesTest.test_image_glance_download_import_success',
  ],
  'tempest is told of no second service that shares the staging area': [
    'v2.test_images.ImportImagesTest.test_remote_delete',
    'v2.test_images.ImportImagesTest.test_remote_import',
  ],
};
