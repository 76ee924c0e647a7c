/** What the settings say of the institution, for `server/config.ts`: it holds until administrators say otherwise. Pure. */
import { ConfigError, type Env } from '../config-error.ts';
import type { Institution } from '../contract/institution.ts';

const NAME = '경기도 협치학교';

/** @throws {ConfigError} */
export function institutionFrom(env: Env): Institution {
  const line = (name: 'CERTIFICATE_ISSUER' | 'PRIVACY_OFFICER' | 'PRIVACY_CONTACT', longest: number) => {
    const text = env[name]?.trim().normalize('NFC') ?? '';
    if (text.length > longest) throw new ConfigError(`${name}: expected ${longest} letters at most.`);
    return text;
  };
  const issuer = line('CERTIFICATE_ISSUER', 20);
  return {
    name: issuer || NAME,
    nameEn: issuer ? '' : 'Gyeonggi Co-Governance School',
    ...{ site: '마당', siteEn: 'Madang' },
    about: '현장에서 진행한 협치 교육을 누구나 무료로 다시 볼 수 있습니다.',
    aboutEn: 'Co-governance training, recorded on site and free for everyone.',
    isOfficial: false,
    ...{ address: '', addressEn: '', phone: '', email: '' },
    issuer: issuer || NAME,
    officer: line('PRIVACY_OFFICER', 100),
    officerContact: line('PRIVACY_CONTACT', 100),
  };
}
