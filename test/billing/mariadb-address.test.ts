import {expect, test} from 'vitest';
import {readMariadbAddress} from '../../source/billing/dialects/mariadb-address.ts';
import {passwordInOptionFile} from '../../source/config/secrets.ts';

test('an address is taken apart, percent signs included', () => {
	expect(readMariadbAddress('mysql://ol%40ga:se%2Fkret%23@db.example:3307/abills')).toEqual({
		host: 'db.example',
		port: 3307,
		socketPath: null,
		user: 'ol@ga',
		password: 'se/kret#',
		database: 'abills',
		tls: null,
		consoleDatabase: 'stalker_console',
		where: 'db.example:3307/abills',
	});
	expect(readMariadbAddress('mariadb://olga@localhost/abills?socket=/run/mysqld/mysqld.sock')).toMatchObject({
		socketPath: '/run/mysqld/mysqld.sock',
		password: '',
		where: '/run/mysqld/mysqld.sock/abills',
	});
	expect(readMariadbAddress('mariadb://olga@[::1]/abills')).toMatchObject({host: '::1', port: 3306});
});

test('encryption always verifies, by a certificate of its own where one is named', () => {
	const tls = (query: string) => readMariadbAddress(`mysql://u@h/abills?${query}`)?.tls;
	expect(tls('ssl=true')).toEqual({ca: null});
	expect(tls('ssl=/etc/ssl/ca.pem')).toEqual({ca: '/etc/ssl/ca.pem'});
	expect(tls('ssl=false')).toBeNull();
	expect(tls('ssl=perhaps')).toBeUndefined();
});

test('what is no address of a database is none', () => {
	for (const target of [
		'mysql://h',
		'mysql://h/',
		'mysql://h/a/b',
		'mysql:h/a',
		'postgres://h/a',
		'mysql://u:p@h:port/a',
	])
		expect(readMariadbAddress(target)).toBeNull();
});

test('a password is read from an option file as MariaDB reads it', () => {
	expect(passwordInOptionFile('[client]\nuser=olga\npassword = "se#kret" # mine\n')).toBe('se#kret');
	expect(passwordInOptionFile('[mysqld]\npassword=no\n[client]\npassword=a\\sb\\\\c # x\n')).toBe('a b\\c');
	expect(passwordInOptionFile('; only this\n[client]\nuser=olga\n')).toBeNull();
	expect(passwordInOptionFile('sekret\n')).toBeNull();
});

test('the time of a statement can be named, in milliseconds', () => {
	expect(readMariadbAddress('mysql://u@h/abills?query_timeout=5000')).toMatchObject({queryTimeoutMs: 5000});
	expect(readMariadbAddress('mysql://u@h/abills?query_timeout=soon')).not.toHaveProperty('queryTimeoutMs');
});
