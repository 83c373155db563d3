using Autocura.Benchmarks.Harness;

namespace Autocura.Benchmarks.Watching;

/// <summary>What the app's own watching, keeping and reading cost in clusters of 5,000 and of 20,000 pods, when all is well and when one pod in a hundred is in trouble.</summary>
internal sealed class SweepBenchmark : IBenchmark
{
    private const int MostIncidents = 50;
    private const int MostRuns = 60;
    private static readonly int[] Sizes = [5_000, 20_000];
    private static readonly string[] Columns = ["pods", "what", "ms", "CPU ms", "MB allocated", "MB of heap at most", "requests", "MB read", "result"];

    private readonly List<object[]> sweeps = [];
    private readonly List<object[]> captures = [];
    private readonly List<object[]> readings = [];

    public string Name => "sweep";

    public string Question => "watching, keeping what is good, and reading evidence in clusters of 5,000 and 20,000 pods";

    public async Task RunAsync(Report report)
    {
        var pattern = await ObjectPattern.TakeAsync();
        foreach (var pods in Sizes)
        {
            await using var cluster = await SettledCluster.StartAsync(pattern, pods);
            await using (var app = new AppProcess(cluster))
            {
                await CaptureAsync(cluster, app);
                await SweepAsync(cluster, app, "all is well");
            }

            cluster.Trouble();
            await using (var app = new AppProcess(cluster))
            {
                await SweepAsync(cluster, app, "1 % in trouble");
                await GatherAsync(cluster, app);
            }
        }

        report.Text("The app, composed as in production and with its own rights, in a process of its own; CPU, allocations and heap are of that process alone. Requests and bytes are counted at the server's end, over HTTPS.");
        report.Table(Columns, sweeps);
        report.Table(Columns, captures);
        report.Table(["pods", "incidents", "p50 ms", "p95 ms", "CPU ms each", "MB allocated each", "requests each", "KB read each", "result"], readings);
    }

    /// <summary>The first look compiles the code; it is done twice in a process, and the second is what is told.</summary>
    private async Task SweepAsync(SettledCluster cluster, AppProcess app, string state)
    {
        await app.DoAsync("sweep");
        foreach (var (what, pause) in ((string, TimeSpan)[])[("full", TimeSpan.FromMinutes(2)), ("quick", TimeSpan.FromSeconds(30)), ("quick again", TimeSpan.FromSeconds(30))])
        {
            cluster.Time.Advance(pause);
            sweeps.Add(Row(cluster, $"{state}, {what}", await app.DoAsync("sweep")));
        }
    }

    private async Task CaptureAsync(SettledCluster cluster, AppProcess app)
    {
        await app.DoAsync("capture"); // says since when namespaces have been healthy
        cluster.Time.Advance(TimeSpan.FromMinutes(3));
        captures.Add(Row(cluster, "first", await RepeatAsync(cluster, app)));
        cluster.Time.Advance(TimeSpan.FromMinutes(1));
        captures.Add(Row(cluster, "nothing has changed", await app.DoAsync("capture")));
        cluster.Edit();
        cluster.Time.Advance(TimeSpan.FromMinutes(3));
        captures.Add(Row(cluster, "1 % has changed", await app.DoAsync("capture")));
    }

    /// <summary>The first capture takes several runs; told is their sum, and the largest heap.</summary>
    private static async Task<Cost> RepeatAsync(SettledCluster cluster, AppProcess app)
    {
        var sum = new Cost();
        for (var runs = 1; runs < MostRuns; runs++)
        {
            var one = await app.DoAsync("capture");
            sum = new Cost
            {
                Milliseconds = sum.Milliseconds + one.Milliseconds,
                CpuMilliseconds = sum.CpuMilliseconds + one.CpuMilliseconds,
                AllocatedBytes = sum.AllocatedBytes + one.AllocatedBytes,
                PeakBytes = Math.Max(sum.PeakBytes, one.PeakBytes),
                Requests = sum.Requests + one.Requests,
                ReceivedBytes = sum.ReceivedBytes + one.ReceivedBytes,
                Result = $"in {runs} runs; the last: {one.Result}",
            };
            if (one.Result.Contains(" 0 wait", StringComparison.Ordinal)) break;
            cluster.Time.Advance(TimeSpan.FromMinutes(1));
        }

        return sum;
    }

    private async Task GatherAsync(SettledCluster cluster, AppProcess app)
    {
        var incidents = cluster.Troubled.Take(MostIncidents).ToList();
        await app.DoAsync($"evidence {string.Join(' ', incidents.Take(10))}");
        var cost = await app.DoAsync($"evidence {string.Join(' ', incidents)}");
        readings.Add(
        [
            cluster.Pods, incidents.Count, Sample.Percentile([.. cost.Each], 0.5), Sample.Percentile([.. cost.Each], 0.95), cost.CpuMilliseconds / incidents.Count,
            cost.AllocatedBytes / 1e6 / incidents.Count, (double)cost.Requests / incidents.Count, cost.ReceivedBytes / 1e3 / incidents.Count, cost.Result,
        ]);
    }

    private static object[] Row(SettledCluster cluster, string what, Cost cost) =>
    [
        cluster.Pods, what, cost.Milliseconds, cost.CpuMilliseconds, cost.AllocatedBytes / 1e6, cost.PeakBytes / 1e6, cost.Requests, cost.ReceivedBytes / 1e6, cost.Result,
    ];
}
