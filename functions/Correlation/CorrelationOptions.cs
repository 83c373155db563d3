using Autocura.Incidents;

namespace Autocura.Correlation;

/// <summary>Settings under <c>Autocura:Correlation</c>: which incidents are one trouble, and when trouble flaps.</summary>
public sealed record CorrelationOptions
{
    private static readonly CorrelationSettings Default = new();

    /// <summary>How near in time troubles around one object must begin to be one; and how soon after its end an incident counts as opened again.</summary>
    public TimeSpan Window { get; init; } = Default.Window;

    /// <summary>How long an incident that is not certain of its own cause waits for related ones before it acts.</summary>
    public TimeSpan Grace { get; init; } = Default.Grace;

    /// <summary>The longest an incident waits for its root.</summary>
    public TimeSpan WaitForRoot { get; init; } = Default.WaitForRoot;

    /// <summary>Incidents of one cluster that collect evidence at a time.</summary>
    public int AtATime { get; init; } = Default.AtATime;

    /// <summary>Open incidents in a namespace from which on they are taken for one storm.</summary>
    public int StormSize { get; init; } = Default.StormSize;

    /// <summary>How often trouble must come back within the window below to be called flapping.</summary>
    public int FlapTimes { get; init; } = Default.FlapTimes;

    public TimeSpan FlapWindow { get; init; } = Default.FlapWindow;

    /// <summary>How long a flapping workload is left alone after it was acted on; doubled with every further time.</summary>
    public TimeSpan HoldDown { get; init; } = Default.HoldDown;

    public TimeSpan LongestHoldDown { get; init; } = Default.LongestHoldDown;

    /// <summary>Every setting that is wrong: which, and what it may be.</summary>
    public IEnumerable<string> Problems() => Wrong().Select(problem => $"Autocura:Correlation:{problem}");

    public CorrelationSettings ToSettings() => new()
    {
        Window = Window,
        Grace = Grace,
        WaitForRoot = WaitForRoot,
        AtATime = AtATime,
        StormSize = StormSize,
        FlapTimes = FlapTimes,
        FlapWindow = FlapWindow,
        HoldDown = HoldDown,
        LongestHoldDown = LongestHoldDown,
    };

    private IEnumerable<string> Wrong()
    {
        if (Window <= TimeSpan.Zero) yield return $"Window is {Window}; it must be longer than zero.";
        if (Grace < TimeSpan.Zero || Grace > TimeSpan.FromMinutes(5)) yield return $"Grace is {Grace}; it may be 00:00:00 to 00:05:00.";
        if (WaitForRoot <= TimeSpan.Zero) yield return $"WaitForRoot is {WaitForRoot}; it must be longer than zero.";
        if (AtATime < 1) yield return $"AtATime is {AtATime}; it must be at least 1.";
        if (StormSize < 2) yield return $"StormSize is {StormSize}; it must be at least 2.";
        if (FlapTimes < 2) yield return $"FlapTimes is {FlapTimes}; it must be at least 2.";
        if (FlapWindow <= TimeSpan.Zero) yield return $"FlapWindow is {FlapWindow}; it must be longer than zero.";
        if (HoldDown < TimeSpan.Zero) yield return $"HoldDown is {HoldDown}; it cannot be negative.";
        if (LongestHoldDown < HoldDown) yield return $"LongestHoldDown is {LongestHoldDown}; it cannot be shorter than HoldDown ({HoldDown}).";
    }
}
