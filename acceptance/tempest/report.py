"""Prints a subunit v2 stream as JSON: one object a test with id, status, seconds and the reason.

usage: report.py RUN.subunit
"""
import json
import sys

import subunit
import testtools

tests = {}


class Sink(testtools.StreamResult):
    def status(self, test_id=None, test_status=None, file_name=None,
               file_bytes=None, timestamp=None, **_):
        if test_id is None:
            return
        test = tests.setdefault(test_id, {
            'id': test_id, 'status': None, 'seconds': 0.0, 'reason': ''})
        if test_status == 'inprogress':
            test['start'] = timestamp
        elif test_status in ('success', 'fail', 'skip', 'xfail', 'uxsuccess'):
            test['status'] = test_status
            if timestamp and test.get('start'):
                test['seconds'] = (timestamp - test['start']).total_seconds()
        if file_name and file_bytes and file_name.startswith(
                ('reason', 'traceback')):
            test['reason'] += bytes(file_bytes).decode('utf-8', 'replace')


sink = Sink()
sink.startTestRun()
with open(sys.argv[1], 'rb') as source:
    subunit.ByteStreamToStreamResult(
        source, non_subunit_name='stdout').run(sink)
sink.stopTestRun()
for test in tests.values():
    test.pop('start', None)
json.dump([test for test in tests.values() if test['status']], sys.stdout)
