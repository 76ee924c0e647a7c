/** How the site would look with what is written, before it is saved. */
import type { Institution } from '../../server/contract/institution.ts';
import { FooterWords } from '../frame/footer.tsx';
import identity from '../frame/identity.module.css';
import { IdentityWords } from '../frame/identity.tsx';
import { institutionName, siteTitle } from '../frame/institution.ts';
import { t } from '../i18n/i18n.ts';
import styles from './institution.module.css';

export function InstitutionPreview({ of }: { of: Institution }) {
  return (
    <aside class={styles.preview} aria-labelledby="institution-preview">
      <h2 id="institution-preview" class={styles.legend}>
        {t('admin.preview')}
      </h2>
      <Part name={t('admin.previewTop')}>
        {of.isOfficial && <p class={styles.hint}>{t('frame.official')}</p>}
        <div class={identity.identity}>
          <IdentityWords of={of} />
        </div>
      </Part>
      <Part name={t('admin.previewTab')}>
        <p>
          {t('frame.lectures')} | {siteTitle(of)}
        </p>
      </Part>
      <Part name={t('admin.previewFoot')}>
        <FooterWords of={of} />
      </Part>
      <Part name={t('admin.previewCertificate')}>
        <p lang="ko">위 사람은 {of.name} 온라인 과정을 이수하였으므로 이 증서를 드립니다.</p>
        <p lang="ko" class={styles.issuer}>
          {of.issuer}
        </p>
      </Part>
      <Part name={t('admin.previewMail')}>
        <p>{institutionName(of)}</p>
      </Part>
    </aside>
  );
}

function Part({ name, children }: { name: string; children: preact.ComponentChildren }) {
  return (
    <section class={styles.shown}>
      <h3 class={styles.what}>{name}</h3>
      {children}
    </section>
  );
}
