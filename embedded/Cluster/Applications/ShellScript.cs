using System.Globalization;
using System.Text.RegularExpressions;

namespace Autocura.Embedded.Cluster.Applications;

/// <summary>What a container does whose command is a small shell script: the idioms of init containers. A script that says nothing known ends well after a moment.</summary>
internal static partial class ShellScript
{
    /// <summary>Requests a second to the API server by a loop that does nothing else.</summary>
    private const double RequestsOfLoop = 150;

    public static ImageProfile Run(ImageProfile image, string script)
    {
        var shell = image with { Listens = [], MemoryMi = Math.Min(image.MemoryMi, 8), CpuMillis = 1, Log = [], Crash = null, CompletesAfterSeconds = 0.5 };
        if (Connects().Match(script) is { Success: true } connects)
        {
            return shell with { WaitsFor = $"{connects.Groups["host"].Value}:{connects.Groups["port"].Value}" };
        }

        if (Endless().IsMatch(script))
        {
            return shell with { CompletesAfterSeconds = null, Hangs = true, ApiRequestsPerSecond = AsksApiServer().IsMatch(script) ? RequestsOfLoop : 0 };
        }

        var seconds = Sleep().Matches(script).Sum(sleep => double.Parse(sleep.Groups["seconds"].ValueSpan, CultureInfo.InvariantCulture));
        return Exit().Match(script) is { Success: true } exit
            ? shell with { CompletesAfterSeconds = null, Crash = new ImageCrash(seconds + 0.2, int.Parse(exit.Groups["code"].ValueSpan, CultureInfo.InvariantCulture), []) }
            : shell with { CompletesAfterSeconds = seconds + 0.5 };
    }

    [GeneratedRegex(@"\b(?:until|while\s+!)\s+nc\b(?:\s+-\S+)*\s+(?<host>[\w.-]+)\s+(?<port>\d+)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Connects();

    [GeneratedRegex(@"\bsleep\s+(?:infinity|inf)\b|\btail\s+-f\s+/dev/null\b|\bwhile\s+(?:true|:|\[\s*1\s*\])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Endless();

    [GeneratedRegex(@"\bkubectl\b|\bkubernetes\.default\b|KUBERNETES_SERVICE_HOST", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AsksApiServer();

    [GeneratedRegex(@"\bsleep\s+(?<seconds>\d+)\b", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sleep();

    [GeneratedRegex(@"\bexit\s+(?<code>[1-9]\d*)\b", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Exit();
}
