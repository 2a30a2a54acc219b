/** English: the screen of the journal. */
export const journal = {screen: {title: 'Journal', short: 'Journal', ids: '', actions: {}}};
