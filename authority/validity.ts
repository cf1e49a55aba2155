export const dayMs = 86_400_000;

/** Apple's systems trust no leaf that is valid for more than 825 days (support.apple.com/103769). */
export const leafLifetimeMs = 800 * dayMs;
