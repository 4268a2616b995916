/** Spellings that are no longer, or not everywhere, the canonical one, and still must work as they are [D2]. */
export const aliases: readonly string[] = [
  ...['UTC', 'Etc/UTC', 'Etc/GMT', 'Etc/GMT+12', 'Etc/GMT-14', 'Asia/Calcutta', 'Asia/Kolkata', 'Asia/Katmandu'],
  ...['Asia/Kathmandu', 'Europe/Kiev', 'Europe/Kyiv', 'America/Godthab', 'America/Nuuk', 'Asia/Saigon', 'US/Pacific'],
  ...['US/Eastern', 'Canada/Newfoundland', 'Chile/Continental', 'Brazil/East', 'Australia/NSW', 'Asia/Rangoon'],
  ...['Atlantic/Faeroe', 'America/Buenos_Aires', 'America/Indianapolis', 'Pacific/Enderbury', 'Pacific/Samoa'],
  ...[
    'GMT',
    'Greenwich',
    'Cuba',
    'Egypt',
    'Eire',
    'Hongkong',
    'Iceland',
    'Iran',
    'Israel',
    'Jamaica',
    'Japan',
    'Kwajalein',
  ],
  ...['Libya', 'Navajo', 'Poland', 'Portugal', 'Singapore', 'Turkey', 'Universal', 'Zulu'],
];

/** Every zone that this runtime names, and aliases. */
export const zones: readonly string[] = [...new Set([...Intl.supportedValuesOf('timeZone'), ...aliases])];
