/** The pages of one's own account, and those that mailed links lead to: each is loaded when it is first needed. */

export const resetPassword = () => import('./pages/reset-password/reset-password.tsx');
export const setPassword = () => import('./pages/set-password/set-password.tsx');
export const confirmEmail = () => import('./pages/confirm-email/confirm-email.tsx');
export const ownAccount = () => import('./pages/account/account.tsx');
export const changeEmail = () => import('./pages/change-email/change-email.tsx');
export const ownData = () => import('./pages/own-data/own-data.tsx');
export const secondFactor = () => import('./pages/second-factor/second-factor.tsx');
export const consents = () => import('./pages/consents/consents.tsx');
export const withdrawal = () => import('./pages/withdrawal/withdrawal.tsx');
