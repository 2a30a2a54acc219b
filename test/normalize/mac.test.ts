import {expect, test} from 'vitest';
import {isInfomirMac, normalizeMac} from '../../source/normalize/mac.ts';

test.each([
	'00:1A:79:AA:BB:CC',
	'00:1a:79:aa:bb:cc',
	'00-1A-79-AA-BB-CC',
	'001A.79AA.BBCC',
	'001a79aabbcc',
	' 00:1a:79:AA:bb:CC\n',
])('%j is a MAC in some notation', text => {
	expect(normalizeMac(text)).toBe('00:1A:79:AA:BB:CC');
});

test.each([
	'',
	'00:1A:79:AA:BB',
	'00:1A:79:AA:BB:CG',
	'00:1A-79:AA:BB:CC',
	'001A79AABBCCDD',
	'0:1A:79:AA:BB:CC',
	'this-is-17-chars!',
	'00:1A:79:AA:BB:CC;',
])('%j is no MAC', text => {
	expect(normalizeMac(text)).toBeNull();
});

test('boxes by Infomir are recognised by their MAC', () => {
	expect(isInfomirMac('001a79-aabbcc')).toBe(false);
	expect(isInfomirMac('001a79aabbcc')).toBe(true);
	expect(isInfomirMac('00:1B:79:AA:BB:CC')).toBe(false);
});
