/**
 * An object store for tests and development: Ceph with its S3 gateway, unpacked from Debian's packages into the clone,
 * where nothing is installed. Elsewhere there is none, and what needs one says so.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isDebian12, unpack } from './debian.mjs';
import { ROOT, showing } from './work.mjs';

/** Where it is unpacked. */
export const CEPH = join(ROOT, '.cache', 'ceph');
const DONE = join(CEPH, 'usr', 'bin', 'radosgw');

/** Of Debian 12, and no more of them than one node of each kind needs. */
const PACKAGES = [
  ...['ceph-mon', 'ceph-osd', 'radosgw', 'ceph-base', 'ceph-common', 'librados2', 'librgw2'],
  ...['python3-rados', 'python3-ceph-argparse', 'python3-ceph-common', 'python3-prettytable'],
  ...['python3-wcwidth', 'libboost-thread1.74.0', 'libboost-context1.74.0', 'libfmt9', 'libnl-3-200'],
  ...['libnl-route-3-200', 'libibverbs1', 'librdmacm1', 'libtcmalloc-minimal4', 'libgoogle-perftools4'],
  ...['liblua5.3-0', 'liboath0', 'libaio1', 'libleveldb1d', 'libdaxctl1', 'libndctl6', 'libpmem1'],
  ...['libradosstriper1', 'libcephfs2', 'librbd1', 'libfuse2'],
];

/** Whether it is missing where it can be had. */
export const objectStoreIsMissing = () => !process.env.S3_ENDPOINT && isDebian12() && !existsSync(DONE);

/** Fetches it. Where that does not work the S3 tests are skipped: no reason to run no test at all. */
export async function fetchObjectStore() {
  if (await showing('S3 저장소를 받습니다 · Fetching an object store', () => unpack(CEPH, PACKAGES))) return;
  process.stdout.write('받지 못해 S3 시험은 건너뜁니다 · Not to be had: the S3 tests are skipped.\n');
}
