import Foundation

/// The picture and the sound, as a filter graph for ffmpeg.
///
/// Made so that programs can check what they play:
/// - **Frame counter**: 24 cells of 16 × 16 pixels in the top left corner of 1280 × 720, the
///   first at x = 0 to 15, y = 0 to 15. White is 1, black 0, the most significant bit on the left,
///   no parity: value = Σ cell[i] · 2^(23 − i). It counts every frame, 25 a second, from
///   `firstFrame`; read each cell at its centre, (16 i + 8, 8).
/// - **Flash and beep**: where the counter is a multiple of 250, and the frame after it, all but
///   the cells is white; from the first of those frames' start a sine of 1 kHz sounds for 80 ms.
///   0.3 s before and after that start there is no other sound.
/// - **Clock**: the wall clock to the second, top right; the open item's title, top left.
struct TestPicture: Sendable {
    static let framesPerSecond = 25
    /// Frames from one flash to the next.
    static let flashInterval = 250

    /// What the counter starts with; a multiple of 250, so that the flashes fall on its own.
    var firstFrame: Int
    /// File names of the painted scene, in the folder that ffmpeg runs in; nil for a plain one.
    var scene: Scene.Files?
    /// The file name of speech; nil for a made-up voice.
    var sound: String?

    init(firstFrame: Int, scene: Scene.Files?, sound: String?) {
        self.firstFrame = firstFrame - firstFrame % Self.flashInterval
        self.scene = scene
        self.sound = sound
    }

    /// The frames since midnight, so that the counter of a later start goes on.
    static func framesToday() -> Int {
        Int(Date().timeIntervalSince1970) % 86_400 * framesPerSecond
    }

    var graph: String {
        (background + foreground + soundtrack).joined(separator: ";")
    }

    private static let isFlash = "lt(mod(n,\(flashInterval)),2)"

    private var background: [String] {
        guard let scene else {
            return [
                "color=0x5a3a28:s=1280x720:r=25,format=yuv420p[back]",
                "color=0x3a6a70:s=160x160:r=25,format=yuv420p[ball]",
                "[back][ball]overlay=x='560+400*sin(t)':y='280+200*cos(1.7*t)'[room]",
            ]
        }
        let still = "loop=-1:1:0,settb=1/25,setpts=N"
        return [
            "movie=\(scene.chamber),format=yuv420p,\(still)[wall]",
            "movie=\(scene.speaker),format=yuva420p,\(still)[speaker]",
            "movie=\(scene.mouth),format=yuva420p,\(still)[mouth]",
            // The head sways, and the mouth goes with it while speech lasts.
            "[wall][speaker]overlay=x='430+7*sin(0.9*t)':y=120[seated]",
            "[seated][mouth]overlay=x='612+7*sin(0.9*t)':y=340"
                + ":enable='lt(mod(t*4.3,1),0.5)*gt(sin(t*0.8),-0.7)'[room]",
        ]
    }

    private var foreground: [String] {
        let plate = "fontcolor=white:box=1:boxcolor=black@0.75:boxborderw=10"
        var words =
            "[room]drawtext=font=DejaVu Sans Mono:text='%{localtime\\:%T}'"
            + ":x=w-tw-24:y=40:fontsize=30:\(plate)"
        if scene != nil {
            words += ",drawtext=font=DejaVu Sans:textfile=title.txt:reload=1:expansion=none"
            words += ":x=24:y=40:fontsize=26:\(plate)"
        }
        return [
            "\(words),drawbox=color=white:t=fill:enable='\(Self.isFlash)'[picture]",
            "color=black:s=24x2:r=25,format=yuv420p,geq=lum="
                + "'16+219*mod(floor((N+\(firstFrame))/pow(2,23-X)),2)':cb=128:cr=128"
                + ",scale=384:16:flags=neighbor[cells]",
            "[picture][cells]overlay=x=0:y=0:shortest=1,format=yuv420p[out0]",
        ]
    }

    private var soundtrack: [String] {
        let seconds = Self.flashInterval / Self.framesPerSecond
        let voice =
            if let sound {
                "amovie=\(sound):loop=0,asetpts=N/SR/TB,aresample=48000,volume=1.4"
            } else {
                // Harmonics of a low voice in syllables, phrases and pauses.
                "aevalsrc=s=48000:exprs='0.12*(sin(2*PI*118*t)+0.7*sin(2*PI*236*t+sin(3*t))"
                    + "+0.5*sin(2*PI*590*t)*(1+sin(5*t))+0.3*sin(2*PI*1180*t)*(1+sin(7*t)))"
                    + "*pow(abs(sin(2*PI*2.1*t)),0.6)*gt(sin(2*PI*0.23*t),-0.75)'"
            }
        return [
            "\(voice),aformat=channel_layouts=mono"
                + ",volume=0:enable='lt(mod(t+0.3,\(seconds)),0.6)'[voice]",
            "aevalsrc=s=48000:exprs='if(lt(mod(t,\(seconds)),0.08),0.5*sin(2*PI*1000*t),0)'[beep]",
            "[voice][beep]amix=inputs=2:normalize=0:duration=shortest"
                + ",aformat=sample_rates=48000:channel_layouts=stereo[out1]",
        ]
    }
}
