using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Autocura.Activities;
using Autocura.Diagnosis;
using Autocura.Incidents;
using Autocura.Signals;
using Autocura.Support.Yardstick;

namespace Autocura.Benchmarks.Watching;

/// <summary>What the app's process does: a line says when it is and what to do, a line says what that took.</summary>
internal sealed class AppProbe(ProductUnderTest product, AppProbe.ToldTime time)
{
    public const string Command = "app-probe";

    private static readonly TimeSpan SampleEvery = TimeSpan.FromMilliseconds(2);

    private SweepMemory swept = new();

    public static async Task<int> RunAsync(string kubeconfig, string? prometheus)
    {
        var time = new ToldTime();
        await using var product = ProductUnderTest.Beside(time, kubeconfig, prometheus is null ? null : new Uri(prometheus));
        var probe = new AppProbe(product, time);
        while (await Console.In.ReadLineAsync() is { } line)
        {
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(await probe.DoAsync(line.Split(' '))));
        }

        return 0;
    }

    private async Task<Cost> DoAsync(string[] words)
    {
        time.Now = DateTimeOffset.Parse(words[0], CultureInfo.InvariantCulture);
        return words[1] switch
        {
            "sweep" => await MeasureAsync(SweepAsync),
            "policies" => await MeasureAsync(LookAtPoliciesAsync),
            "capture" => await MeasureAsync(CaptureAsync),
            "evidence" => await MeasureAsync(() => GatherAsync([.. words[2..].Select(int.Parse)])),
            var unknown => throw new ArgumentException($"There is no work '{unknown}'.", nameof(words)),
        };
    }

    private async Task<Cost> SweepAsync()
    {
        var report = await product.Sweeper().SweepAsync(new SweepRequest(ProductUnderTest.ClusterName, swept), new SweepTerms(new SweepOptions(), WatchScope.Everything), CancellationToken.None);
        swept = report.Memory with { Outbox = [] };
        var kind = (report.Cost.WasFull ? "full" : "quick") + (report.Cost.WasWhole ? "" : ", cut off");
        return new Cost { Result = $"{kind}: {report.Cost.Findings} findings, {swept.Standing.Count(condition => condition.IsAnnounced)} announced{string.Concat(report.Gaps.Select(gap => $"; {gap}"))}" };
    }

    private async Task<Cost> LookAtPoliciesAsync()
    {
        var report = await product.Policies().RunAsync(new SweepRequest(ProductUnderTest.ClusterName, swept), CancellationToken.None);
        swept = report.Memory with { Outbox = [] };
        return new Cost { Result = $"{report.Cost.Objects} policies, {report.Cost.Requests} questions, {report.Cost.Findings} findings{string.Concat(report.Gaps.Select(gap => $"; {gap}"))}" };
    }

    private async Task<Cost> CaptureAsync()
    {
        var report = (await product.CaptureKnownGoodAsync())[0];
        return new Cost { Result = $"{report.Objects} objects, {report.Written} written, {report.Waiting} wait{string.Concat(report.Problems.Select(problem => $"; {problem}"))}" };
    }

    private async Task<Cost> GatherAsync(IReadOnlyList<int> deployments)
    {
        var (each, bytes) = (new List<double>(), new List<int>());
        foreach (var deployment in deployments)
        {
            var incident = new Incident
            {
                Workload = new WorkloadRef(ProductUnderTest.ClusterName, "Deployment", SettledCluster.Namespace(deployment), SettledCluster.Name(deployment)),
                OpenedAt = time.Now,
                Signals = [],
            };
            var watch = Stopwatch.StartNew();
            var evidence = await product.Reading().GatherAsync(new EvidenceRequest(incident, []), CancellationToken.None);
            each.Add(watch.Elapsed.TotalMilliseconds);
            bytes.Add(JsonSerializer.SerializeToUtf8Bytes(evidence).Length);
        }

        return new Cost { Each = each, Result = $"{bytes.Max()} bytes of evidence at most" };
    }

    private static async Task<Cost> MeasureAsync(Func<Task<Cost>> work)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (allocated, cpu, watch) = (GC.GetTotalAllocatedBytes(precise: true), Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
        using var over = new CancellationTokenSource();
        var peak = Task.Factory.StartNew(() => Peak(over.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var cost = await work();
        var measured = cost with
        {
            Milliseconds = watch.Elapsed.TotalMilliseconds,
            CpuMilliseconds = (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds,
            AllocatedBytes = GC.GetTotalAllocatedBytes(precise: true) - allocated,
        };
        await over.CancelAsync();
        return measured with { PeakBytes = await peak - before };
    }

    private static long Peak(CancellationToken over)
    {
        var peak = 0L;
        while (!over.WaitHandle.WaitOne(SampleEvery)) peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: false));
        return peak;
    }

    /// <summary>The time that the app is told, and the machine's own for how long something takes.</summary>
    internal sealed class ToldTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
