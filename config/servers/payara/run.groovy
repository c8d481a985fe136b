/* SPDX-License-Identifier: Apache-2.0 */

// mvn -Prun: Payara Micro serves the samples until one of the two is stopped. Bound by src/samples/pom.xml:
// war, port, directory (which holds payara-micro.jar) and settings (the folder of this file).

try {
    new ServerSocket(port as int).close()
} catch (BindException taken) { // Payara Micro would notice as well, and then hang
    throw new IllegalStateException("Port $port is in use; choose another with -Drivulet.port=...", taken)
}

def temporary = new File(directory, 'tmp')
temporary.deleteDir()
temporary.mkdirs()

println "Starting http://localhost:$port/ - Ctrl-C ends it"

def server = new ProcessBuilder(
        "${System.getProperty('java.home')}/bin/java", "-Djava.io.tmpdir=$temporary", '-jar', "$directory/payara-micro.jar",
        '--deploy', war, '--contextroot', '/', '--port', port,
        '--nocluster', '--disablephonehome',
        '--prebootcommandfile', "$settings/pre-boot.asadmin", '--logproperties', "$settings/logging.properties").inheritIO().start()

// However Maven is stopped, nothing stays behind.
Runtime.runtime.addShutdownHook(new Thread({
    server.destroy()
    server.waitFor()
}))

def status = server.waitFor()
if (status != 0) {
    throw new IllegalStateException("Payara Micro ended with status $status")
}
