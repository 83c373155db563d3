namespace Autocura.Signals;

/// <summary>The settings under <c>Autocura:Scan:</c>: which series are golden signals, and how far from its own past a service must be to be reported.</summary>
public sealed record ScanOptions
{
    /// <summary>
    /// PromQL for the requests per second of every service. It yields the labels <c>namespace</c> and <c>service</c>; <c>$window</c> stands for a range,
    /// <c>$offset</c> for an offset or nothing, <c>$of</c> for matchers that choose services by these labels, and <c>$mesh</c> for the same by those of Istio.
    /// The default knows the names of the common instrumentations.
    /// </summary>
    public string Rate { get; init; } = GoldenSignals.Rate;

    /// <summary>As <see cref="Rate"/>, of the requests that failed.</summary>
    public string Errors { get; init; } = GoldenSignals.Errors;

    /// <summary>As <see cref="Rate"/>, for the latency below which 95 % of the requests stay, in seconds.</summary>
    public string Latency { get; init; } = GoldenSignals.Latency;

    /// <summary>
    /// As <see cref="Rate"/>, for the messages that wait in queues, where <c>service</c> is the name of the workload that takes them; it needs no window, and
    /// <c>$queue</c> stands for matchers by <c>namespace</c> and <c>consumergroup</c>. Empty: not looked at. The default takes the name of a group of consumers, as
    /// Kafka's exporter reports it, for the name of the workload.
    /// </summary>
    public string Backlog { get; init; } = GoldenSignals.Backlog;

    /// <summary>
    /// PromQL for pods near their memory limit, as a share of it, by <c>namespace</c> and <c>pod</c>; empty: not looked at. Without <c>$of</c> it speaks of the home
    /// cluster alone.
    /// </summary>
    public string Memory { get; init; } =
        "max by (namespace, pod) (container_memory_working_set_bytes{container!=\"\",$of} / on (namespace, pod, container) kube_pod_container_resource_limits{resource=\"memory\",$of}) > 0.95";

    /// <summary>Time between two looks, in steps of 15 s.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How small a deviation is reported, 0 to 1: one dial over the thresholds below, which are meant for the default (<see cref="Scanning.Sensitivity"/>).</summary>
    public double Sensitivity { get; init; } = Scanning.Sensitivity.Usual;

    /// <summary>How far back requests are counted for one value.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How much of its past a service is compared with.</summary>
    public TimeSpan Past { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How much of its past the detectors of series listen to before they judge what a service does now; zero: they are not asked.</summary>
    public TimeSpan History { get; init; } = TimeSpan.FromDays(4);

    /// <summary>How long a deviation must last.</summary>
    public TimeSpan MinimumDuration { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Requests per second below which a service is not judged: of few requests one failure is a large share.</summary>
    public double MinimumRate { get; init; } = 0.5;

    /// <summary>How many spreads of its past a value must lie outside.</summary>
    public double Score { get; init; } = 6;

    /// <summary>How much larger than usual the share of failed requests must be at least.</summary>
    public double ErrorStep { get; init; } = 0.05;

    /// <summary>How many times its usual value the latency must be at least.</summary>
    public double LatencyTimes { get; init; } = 1.5;

    /// <summary>To which share of its usual value traffic must have fallen at most.</summary>
    public double LostShare { get; init; } = 0.2;

    /// <summary>To how many times its usual value traffic must have grown at least.</summary>
    public double SurgeTimes { get; init; } = 4;

    /// <summary>How many messages must wait at least.</summary>
    public double BacklogStep { get; init; } = 200;

    /// <summary>How many times the usual number of messages must wait at least.</summary>
    public double BacklogTimes { get; init; } = 4;

    /// <summary>Every setting that is wrong: which, and what it may be.</summary>
    internal IEnumerable<string> Problems()
    {
        foreach (var (name, template) in new[] { (nameof(Rate), Rate), (nameof(Errors), Errors), (nameof(Latency), Latency) })
        {
            if (!template.Contains("$window", StringComparison.Ordinal) || !(template.Replace("$offset", "", StringComparison.Ordinal).Contains("$of", StringComparison.Ordinal) || template.Contains("$mesh", StringComparison.Ordinal))) yield return $"Autocura:Scan:{name} is '{template}'; it must use $window and $of or $mesh (and $offset after the range).";
        }

        if (Window < TimeSpan.FromSeconds(10) || Window > TimeSpan.FromHours(1)) yield return $"Autocura:Scan:Window is {Window}; use 00:00:10 to 01:00:00.";
        if (Past < 4 * Window || Past > TimeSpan.FromDays(1)) yield return $"Autocura:Scan:Past is {Past}; use at least four times Autocura:Scan:Window and at most a day.";
        if (History != TimeSpan.Zero && (History < TimeSpan.FromHours(6) || History > TimeSpan.FromDays(14))) yield return $"Autocura:Scan:History is {History}; use 06:00:00 to 14.00:00:00, or 00:00:00 to do without.";
        if (MinimumDuration < TimeSpan.Zero || MinimumDuration > TimeSpan.FromHours(1)) yield return $"Autocura:Scan:MinimumDuration is {MinimumDuration}; use 00:00:00 to 01:00:00.";
        if (Every < TimeSpan.FromSeconds(15) || Every > TimeSpan.FromHours(1)) yield return $"Autocura:Scan:Every is {Every}; use 00:00:15 to 01:00:00.";
        if (Sensitivity is not (>= 0 and <= 1)) yield return $"Autocura:Scan:Sensitivity is {Sensitivity}; it may be 0 to 1.";
        if (MinimumRate < 0) yield return $"Autocura:Scan:MinimumRate is {MinimumRate}; it cannot be negative.";
        if (Score < 1) yield return $"Autocura:Scan:Score is {Score}; use at least 1.";
        if (ErrorStep is <= 0 or >= 1) yield return $"Autocura:Scan:ErrorStep is {ErrorStep}; use more than 0 and less than 1.";
        if (LatencyTimes <= 1) yield return $"Autocura:Scan:LatencyTimes is {LatencyTimes}; use more than 1.";
        if (LostShare is < 0 or >= 1) yield return $"Autocura:Scan:LostShare is {LostShare}; use 0 to less than 1.";
        if (Backlog.Length > 0 && !Backlog.Contains("$queue", StringComparison.Ordinal)) yield return $"Autocura:Scan:Backlog is '{Backlog}'; it must use $queue (and $offset after the selector), or be empty.";
        if (BacklogStep < 1) yield return $"Autocura:Scan:BacklogStep is {BacklogStep}; use at least 1.";
        if (BacklogTimes <= 1) yield return $"Autocura:Scan:BacklogTimes is {BacklogTimes}; use more than 1.";
        if (SurgeTimes <= 1) yield return $"Autocura:Scan:SurgeTimes is {SurgeTimes}; use more than 1.";
    }
}
