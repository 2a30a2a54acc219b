import {channel} from './channel.ts';
import {customer} from './customer.ts';
import {choice} from './choice.ts';
import type {RecordType} from './record.ts';
import {service} from './service.ts';
import {tariff} from './tariff.ts';

/** Every record of billing that changes write. */
export const recordTypes: readonly RecordType[] = [customer, service, tariff, channel, choice];
