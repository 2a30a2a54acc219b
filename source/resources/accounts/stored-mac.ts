import {normalizeMac} from '../../normalize/mac.ts';

/** A MAC as it is written to billing. An ABillS compares bytes, and would give the box to another service where the spelling is not the portal's. */
export const storedMac = (mac: string, isAbills: boolean): string =>
	isAbills ? mac.trim() : (normalizeMac(mac) ?? mac.trim());
