import Foundation
import Scenarios
import Synchronization

/// A browser of one run with its one page. Whoever starts it ends it: `end` in every way out.
final class Browser: Sendable {
    let page: BrowserPage
    let version: String
    private let process: BrowserProcess
    private let pipe: DevToolsPipe

    private init(page: BrowserPage, version: String, process: BrowserProcess, pipe: DevToolsPipe) {
        self.page = page
        self.version = version
        self.process = process
        self.pipe = pipe
    }

    static func start(_ options: BrowserOptions, folder: String, hosts: HostList, limits: RunLimits) async throws
        -> Browser
    {
        let process = try BrowserProcess.start(options, folder: folder, hosts: hosts)
        let pipe = DevToolsPipe(socket: process.socket)
        let timer = Task {
            try await Task.sleep(for: .seconds(options.secondsToStart))
            pipe.end(.hanging(condition: "ブラウザーの起動", seconds: options.secondsToStart))
        }
        defer { timer.cancel() }
        do {
            return try await open(process, pipe, folder, hosts, limits)
        } catch {
            await process.end()
            throw error
        }
    }

    private static func open(
        _ process: BrowserProcess, _ pipe: DevToolsPipe, _ folder: String, _ hosts: HostList, _ limits: RunLimits
    ) async throws -> Browser {
        let reader = EventHolder()
        pipe.begin(process) { method, message in reader.read(method, message) }
        let version = try await pipe.send("Browser.getVersion", session: nil, as: DevTools.Version.self).product
        let targets = try await pipe.send("Target.getTargets", session: nil, as: DevTools.Targets.self).targetInfos
        guard let target = targets.first(where: { $0.type == "page" }) else { throw RunOutcome.browserEnded }
        let state = PageState(mainFrame: target.targetId)
        let session = try await pipe.send(
            "Target.attachToTarget", ["targetId": .text(target.targetId), "flatten": true], session: nil,
            as: DevTools.Attached.self
        ).sessionId
        reader.set(
            EventReader(
                pipe: pipe, state: state, hosts: hosts, session: session, target: target.targetId, limits: limits))
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
            _ = try await pipe.send(method, parameters, session: session, as: NoValue.self)
        }
        let page = BrowserPage(pipe: pipe, state: state, session: session, limits: limits, folder: folder)
        return Browser(page: page, version: version, process: process, pipe: pipe)
    }

    /// Ends it. When it returns, none of its processes is alive.
    func end() async {
        pipe.end(.browserEnded)
        await process.end()
    }
}

/// Events that come before there is a page to follow are of no page.
private final class EventHolder: Sendable {
    private let reader = Mutex<EventReader?>(nil)

    func set(_ reader: EventReader) { self.reader.withLock { $0 = reader } }

    func read(_ method: String, _ message: Data) { reader.withLock { $0 }?.read(method, message) }
}
