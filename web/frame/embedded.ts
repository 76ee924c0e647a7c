/** Whether this is the one page that stands within those of other sites, with nothing of ours around it. */
export const isEmbedded = (): boolean => location.pathname.startsWith('/embed/');
