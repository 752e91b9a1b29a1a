export { encryptCopies, encryptPacks, loadSealing } from './encrypt-packs.ts';
