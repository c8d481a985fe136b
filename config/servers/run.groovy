/* SPDX-License-Identifier: Apache-2.0 */

// mvn -Prun -Dserver=NAME: a server other than Payara Micro serves the samples until one of the two is stopped. Bound by
// src/samples/pom.xml: war, port, directory (which holds the unpacked server) and settings (config/servers/NAME). It reads
// server.properties as src/servers does; wildfly/server.properties says what the keys mean.

try {
    new ServerSocket(port as int).close()
} catch (BindException taken) {
    throw new IllegalStateException("Port $port is in use; choose another with -Drivulet.port=...", taken)
}

def server = new Properties()
new File(settings, 'server.properties').withReader { server.load(it) }
def home = new File(directory, server.home).canonicalFile
def filled = { String text ->
    text.replace('{port}', port).replace('{home}', home.path).replace('{config}', settings)
            .replace('{java}', System.getProperty('java.home'))
            .replaceAll(/\{(?:management|free)}/) { new ServerSocket(0).withCloseable { it.localPort } as String }.strip()
}
def keys = { String prefix -> server.stringPropertyNames().findAll { it.startsWith(prefix) }.sort() }

def files = new File(settings, 'files')
if (files.exists()) {
    files.eachFileRecurse { file ->
        if (file.isFile()) {
            def target = new File(home, files.toPath().relativize(file.toPath()).toString())
            target.parentFile.mkdirs()
            target.text = filled(file.text)
        }
    }
}
if (server.edited) {
    def file = new File(home, server.edited)
    def unpacked = new File(file.path + '.unpacked')
    if (!unpacked.exists()) {
        unpacked.text = file.text
    }
    file.text = keys('edit.').inject(unpacked.text) { text, key ->
        def (from, to) = server[key].split(' =>', 2)
        text.replace(from, filled(to))
    }
}
def deployments = new File(home, server.deployments)
deployments.mkdirs()
new File(deployments, 'rivulet-samples.war').bytes = new File(war).bytes

println "Starting http://localhost:$port/rivulet-samples/ - Ctrl-C ends it"

def builder = new ProcessBuilder(server.start.split(' ').collect { filled(it) }).directory(home).inheritIO()
keys('environment.').each { builder.environment()[it - 'environment.'] = filled(server[it]) }
def process = builder.start()

// However Maven is stopped, nothing stays behind.
Runtime.runtime.addShutdownHook(new Thread({
    process.destroy()
    process.waitFor()
}))

def status = process.waitFor()
if (status != 0) {
    throw new IllegalStateException("The server ended with status $status")
}
