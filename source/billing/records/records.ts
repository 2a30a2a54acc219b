import type {RecordType} from './record.ts';
import {tariff} from './tariff.ts';

/** Every record of billing that changes write. */
export const recordTypes: readonly RecordType[] = [tariff];
