// Degrees, and the ways around the sphere.
export const radians = Math.PI / 180;

/** A longitude in [-180, 180). */
export const wrap = longitude => ((((longitude + 180) % 360) + 360) % 360) - 180;

export const clamp = (value, low, high) => Math.min(high, Math.max(low, value));
