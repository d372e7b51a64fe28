import Foundation
import Scenarios
import Synchronization

/// A browser of one run with its one page. Whoever starts it ends it: `end` in every way out.
final class Browser: Sendable {
    let page: BrowserPage
    let version: String
    private let process: BrowserProcess
    private let connection: DevToolsConnection

    private init(page: BrowserPage, version: String, process: BrowserProcess, connection: DevToolsConnection) {
        self.page = page
        self.version = version
        self.process = process
        self.connection = connection
    }

    /// The pipe first; where the browser says nothing by it, and there is a driver, the driver.
    static func start(_ options: BrowserOptions, folder: String, hosts: HostList, limits: RunLimits) async throws
        -> Browser
    {
        do {
            return try await start(options, options.way ?? .pipe, folder, hosts, limits)
        } catch let silent as SilentBrowser {
            guard options.way == nil, FileManager.default.isExecutableFile(atPath: options.driver) else {
                throw silent.outcome
            }
        }
        do {
            return try await start(options, .webDriver, folder, hosts, limits)
        } catch let silent as SilentBrowser {
            throw silent.outcome
        }
    }

    /// A browser that never answered anything.
    private struct SilentBrowser: Error {
        let outcome: RunOutcome
    }

    private static func start(
        _ options: BrowserOptions, _ way: BrowserOptions.Way, _ folder: String, _ hosts: HostList, _ limits: RunLimits
    ) async throws -> Browser {
        let process = try BrowserProcess.start(options, way, folder: folder, hosts: hosts)
        let wire: any BrowserWire =
            switch way {
            case .pipe: PipeWire(process)
            case .webDriver:
                WebDriverWire(
                    process, capabilities: BrowserProcess.capabilities(options, folder: folder, hosts: hosts))
            }
        let connection = DevToolsConnection(wire)
        let timer = Task {
            try await Task.sleep(for: .seconds(options.secondsToStart))
            connection.end(.hanging(condition: "ブラウザーの起動", seconds: options.secondsToStart))
            process.hangUp()
        }
        defer { timer.cancel() }
        do {
            return try await open(process, connection, way, folder, hosts, limits)
        } catch {
            await process.end()
            let outcome = connection.outcome ?? error as? RunOutcome ?? .browserEnded
            if !connection.hasAnswered { throw SilentBrowser(outcome: outcome) }
            throw outcome
        }
    }

    private static func open(
        _ process: BrowserProcess, _ connection: DevToolsConnection, _ way: BrowserOptions.Way, _ folder: String,
        _ hosts: HostList, _ limits: RunLimits
    ) async throws -> Browser {
        let reader = EventHolder()
        try await connection.begin { method, message in reader.read(method, message) }
        let first = try await connection.firstPage()
        let session = first.session
        let version = try await connection.send("Browser.getVersion", session: nil, as: DevTools.Version.self).product
        let state = PageState(mainFrame: first.target)
        reader.set(
            EventReader(
                connection: connection, state: state, hosts: hosts, session: session, target: first.target,
                limits: limits))
        let script =
            String(decoding: PackageResources.page_js, as: UTF8.self)
            + String(decoding: PackageResources.mask_js, as: UTF8.self)
        let steps: [(String, [String: Parameter], String?)] = [
            ("Target.setDiscoverTargets", ["discover": true], nil),
            (
                "Browser.setDownloadBehavior",
                ["behavior": "allowAndName", "downloadPath": .text("\(folder)/downloads"), "eventsEnabled": true], nil
            ),
            ("Page.enable", [:], session),
            ("Inspector.enable", [:], session),
            ("Runtime.enable", [:], session),
            (
                "Runtime.addBinding",
                ["name": .text(EventReader.binding), "executionContextName": .text(EventReader.world)], session
            ),
            ("Network.enable", ["maxTotalBufferSize": 0, "maxResourceBufferSize": 0], session),
            ("Fetch.enable", ["patterns": [["urlPattern": "*"]]], session),
            (
                "Page.addScriptToEvaluateOnNewDocument",
                ["source": .text(script), "worldName": .text(EventReader.world), "runImmediately": true], session
            ),
        ]
        for (method, parameters, session) in steps {
            _ = try await connection.send(method, parameters, session: session, as: NoValue.self)
        }
        let page = BrowserPage(
            connection: connection, state: state, session: session, limits: limits, folder: folder)
        return Browser(
            page: page, version: way == .pipe ? version : "\(version)（WebDriver）", process: process,
            connection: connection)
    }

    /// Ends it. When it returns, none of its processes is alive.
    func end() async {
        connection.end(.browserEnded)
        await process.end()
    }
}

/// Events that come before there is a page to follow are of no page.
private final class EventHolder: Sendable {
    private let reader = Mutex<EventReader?>(nil)

    func set(_ reader: EventReader) { self.reader.withLock { $0 = reader } }

    func read(_ method: String, _ message: DevToolsMessage) { reader.withLock { $0 }?.read(method, message) }
}
