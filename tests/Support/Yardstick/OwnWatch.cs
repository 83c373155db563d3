using Autocura.Activities;
using Autocura.Alerts;
using Autocura.Signals;

namespace Autocura.Support.Yardstick;

/// <summary>The app's own watching, by its sweeps of the cluster and its scans of the metrics, each at the times at which its timer has it look.</summary>
internal sealed class OwnWatch(SweepCluster sweep, ScanMetrics scan, TimeProvider time)
{
    private const int MostRuns = 3;
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ScanEvery = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, Alert> standing = [];
    private DateTimeOffset nextSweep = time.GetUtcNow();
    private DateTimeOffset nextScan = time.GetUtcNow();
    private SweepMemory swept = new();
    private SweepMemory scanned = new();

    /// <summary>When it looks next.</summary>
    public DateTimeOffset NextLook => nextSweep < nextScan ? nextSweep : nextScan;

    /// <summary>What it has told and not taken back.</summary>
    public IReadOnlyCollection<Alert> Standing => standing.Values;

    /// <summary>Looks, where it is time to.</summary>
    public async Task LookAsync()
    {
        if (nextSweep <= time.GetUtcNow())
        {
            nextSweep = time.GetUtcNow() + SweepEvery;
            for (var run = 0; run == 0 || (run < MostRuns && swept.Position is not null); run++)
            {
                swept = Told((await sweep.RunAsync(new SweepRequest(ProductUnderTest.ClusterName, swept), CancellationToken.None)).Memory);
            }
        }

        if (nextScan <= time.GetUtcNow())
        {
            nextScan = time.GetUtcNow() + ScanEvery;
            scanned = Told((await scan.RunAsync(new SweepRequest(ProductUnderTest.ClusterName, scanned), CancellationToken.None)).Memory);
        }
    }

    private SweepMemory Told(SweepMemory memory)
    {
        foreach (var alert in memory.Outbox.SelectMany(dispatch => dispatch.Alerts))
        {
            if (alert.Status == AlertStatus.Firing)
            {
                standing[alert.Fingerprint] = alert;
            }
            else
            {
                standing.Remove(alert.Fingerprint);
            }
        }

        return memory with { Outbox = [] };
    }
}
