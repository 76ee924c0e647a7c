/** A pattern of LIKE for what contains this text, taken as it is: composed Hangul, as it is stored. Pure. */
export const containing = (text: string): string => `%${text.normalize('NFC').replace(/[\\%_]/g, '\\$&')}%`;
