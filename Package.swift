// swift-tools-version: 6.2
import PackageDescription

/// What every module is built with; `strict` adds strict memory safety where no C is imported.
let common: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]
let strict: [SwiftSetting] = common + [.strictMemorySafety()]

let package = Package(
    name: "ratskanal",
    products: [
        .executable(name: "ratskanal", targets: ["ratskanal"]),
        .executable(name: "ratskanal-demo", targets: ["ratskanal-demo"]),
    ],
    dependencies: [],
    targets: [
        .systemLibrary(
            name: "CFFmpeg", pkgConfig: "libavformat",
            providers: [
                .apt(["libavformat-dev", "libavcodec-dev", "libavfilter-dev", "libavutil-dev"])
            ]),
        // The one that libavformat links: of two SRT libraries in one process neither works.
        .systemLibrary(name: "CSRT", pkgConfig: "srt", providers: [.apt(["libsrt-gnutls-dev"])]),
        .systemLibrary(
            name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CStemmer", providers: [.apt(["libstemmer-dev"])]),
        .systemLibrary(
            name: "CConfig", pkgConfig: "libconfig", providers: [.apt(["libconfig-dev"])]),
        .systemLibrary(
            name: "CGnuTLS", pkgConfig: "gnutls", providers: [.apt(["libgnutls28-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(
            name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-gnutls-dev"])]),
        .systemLibrary(name: "CLinux"),

        .target(name: "Agenda", path: "Agenda", swiftSettings: strict),
        .target(name: "Recording", dependencies: ["Agenda"], swiftSettings: strict),
        .target(
            name: "Storage", dependencies: ["Agenda", "Recording", "CSQLite", "CStemmer"],
            path: "Storage", swiftSettings: common),
        .target(name: "OParlClient", dependencies: ["Agenda", "CCurl"], swiftSettings: common),
        .target(
            name: "Media", dependencies: ["CFFmpeg", "CSRT", "Recording"], swiftSettings: common),
        .target(name: "Playlist", dependencies: ["Recording"], swiftSettings: strict),
        .target(name: "Ingest", dependencies: ["Media", "Recording"], swiftSettings: strict),
        .target(name: "Link", dependencies: ["Recording", "CLinux"], swiftSettings: common),
        .target(name: "Crypto", dependencies: ["CGnuTLS"], swiftSettings: common),
        .target(name: "HTTP", dependencies: ["CLinux", "CZlib"], swiftSettings: common),
        .target(
            name: "Pages", dependencies: ["Agenda"], resources: [.embedInCode("Static")],
            swiftSettings: strict),
        .executableTarget(
            name: "ratskanal",
            dependencies: [
                "Agenda", "Recording", "Storage", "Media", "Playlist", "Ingest", "Link", "Crypto",
                "HTTP", "Pages", "OParlClient", "CConfig", "CLinux",
            ],
            swiftSettings: common),
        .executableTarget(
            name: "ratskanal-demo", resources: [.embedInCode("Data")], swiftSettings: strict),

        .executableTarget(
            name: "search-benchmark", dependencies: ["Storage", "Agenda"],
            path: "Tests/Benchmarks/search", exclude: ["run"], swiftSettings: common),
        .executableTarget(
            name: "recording-benchmark", dependencies: ["Storage", "Recording", "Agenda"],
            path: "Tests/Benchmarks/recording", exclude: ["run"], swiftSettings: common),
        .executableTarget(
            name: "serving-benchmark", dependencies: ["HTTP"], path: "Tests/Benchmarks/serving",
            exclude: ["run", "serving.py"], swiftSettings: common),

        .target(name: "HLSChecker", path: "Tests/HLSChecker", swiftSettings: strict),
        .executableTarget(
            name: "hls-check", dependencies: ["HLSChecker"], path: "Tests/HLSCheck",
            swiftSettings: strict),

        .target(
            name: "MadeUpServers", dependencies: ["HTTP", "LocalPorts"],
            path: "Tests/MadeUpServers", swiftSettings: common),
        .target(name: "Mutating", path: "Tests/Mutating", swiftSettings: strict),
        .target(name: "Spawning", path: "Tests/Spawning", swiftSettings: strict),
        .target(name: "LocalPorts", path: "Tests/LocalPorts", swiftSettings: common),
        .testTarget(
            name: "AgendaTests", dependencies: ["Agenda", "Mutating"], swiftSettings: common),
        .testTarget(
            name: "StorageTests", dependencies: ["Storage", "Agenda", "Recording"],
            swiftSettings: common),
        .testTarget(
            name: "MediaTests", dependencies: ["Media", "Recording", "Spawning", "LocalPorts"],
            exclude: ["Peers"], swiftSettings: common),
        .testTarget(
            name: "PlaylistTests", dependencies: ["Playlist", "Recording", "Agenda", "HLSChecker"],
            swiftSettings: common),
        .testTarget(
            name: "IngestTests",
            dependencies: [
                "Ingest", "Media", "Recording", "Agenda", "Mutating", "Playlist", "HLSChecker",
                "Spawning", "LocalPorts",
            ],
            exclude: ["Playlists", "Peers"], swiftSettings: common),
        .testTarget(
            name: "LinkTests", dependencies: ["Link", "Recording", "Agenda"],
            swiftSettings: common),
        .testTarget(name: "CryptoTests", dependencies: ["Crypto"], swiftSettings: common),
        .testTarget(
            name: "HTTPTests",
            dependencies: ["HTTP", "CLinux", "Mutating", "Spawning", "LocalPorts"],
            swiftSettings: common),
        .testTarget(
            name: "OParlClientTests",
            dependencies: ["OParlClient", "Agenda", "MadeUpServers", "HTTP", "Mutating"],
            swiftSettings: common),
        .testTarget(
            name: "PagesTests", dependencies: ["Pages", "Agenda"], exclude: ["Golden"],
            swiftSettings: common),
        .testTarget(
            name: "HLSCheckerTests", dependencies: ["HLSChecker"], swiftSettings: common),
        .testTarget(
            name: "ProgramTests",
            dependencies: ["ratskanal", "HLSChecker", "Mutating", "LocalPorts"],
            swiftSettings: common),
        .testTarget(name: "DemoTests", dependencies: ["ratskanal-demo"], swiftSettings: common),
        .testTarget(
            name: "EndToEndTests",
            dependencies: ["HLSChecker", "MadeUpServers", "Spawning", "LocalPorts"],
            exclude: ["Scripts"], swiftSettings: common),
    ],
    swiftLanguageModes: [.v6]
)
