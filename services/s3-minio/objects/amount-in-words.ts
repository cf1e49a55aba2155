const SMALL = [
  ...[
    'zero',
    'one',
    'two',
    'three',
    'four',
    'five',
    'six',
    'seven',
    'eight',
    'nine',
    'ten',
    'eleven',
    'twelve',
  ],
  ...['thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'],
];
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];

/** `146750` is "one thousand four hundred sixty-seven euros and 50 cents". Below a million euros. */
export function amountInWords(cents: number): string {
  const rest = String(cents % 100).padStart(2, '0');
  return `${inWords(Math.floor(cents / 100))} euros and ${rest} cents`;
}

function inWords(number: number): string {
  if (number < 20) return SMALL[number] as string;
  if (number < 100)
    return [TENS[Math.floor(number / 10)], ...(number % 10 ? [inWords(number % 10)] : [])].join('-');
  const [size, name] = number < 1000 ? [100, 'hundred'] : [1000, 'thousand'];
  const rest = number % size;
  return `${inWords(Math.floor(number / size))} ${name}${rest ? ` ${inWords(rest)}` : ''}`;
}
