using Autocura.Embedded.Cluster.Faults;
using Autocura.Embedded.Scenarios;
using Autocura.Incidents;
using Autocura.Support.Yardstick;

namespace Autocura.Support.Healing;

/// <summary>One play in which the whole system is left alone with a fault.</summary>
internal sealed record HealSettings(Scenario Scenario, int Seed)
{
    /// <summary>How free the system is: in <see cref="OperatingMode.Observe"/> nobody does anything, which is what the others are compared with.</summary>
    public OperatingMode Mode { get; init; } = OperatingMode.Auto;

    /// <summary>True for what others are compared with: whatever is wrong, a runbook has the workload restarted once, and that is all.</summary>
    public bool RestartsOnly { get; init; }

    /// <summary>Every object has another name, and every quantity is another.</summary>
    public bool IsRenamed { get; init; }

    /// <summary>A second fault, made at the same moment.</summary>
    public Scenario? Beside { get; init; }

    /// <summary>Share of the app's requests to the API server that are answered with an error.</summary>
    public double ApiErrors { get; init; }

    /// <summary>How long the system watches before the fault, with all well.</summary>
    public TimeSpan Calm { get; init; } = TimeSpan.FromMinutes(4);

    /// <summary>How long it may take until somebody would call it a failure.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(40);

    /// <summary>How long a control is watched.</summary>
    public TimeSpan ControlSpan { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The same chance as the diagnosis is measured with.</summary>
    internal CaseSettings Case => new(Scenario, Seed) { IsRenamed = IsRenamed };

    internal IReadOnlyList<FaultRule> Faults => ApiErrors == 0 ? [] :
    [
        new FaultRule { Kind = FaultKind.Refusal, Code = 503, Probability = ApiErrors / 2, UserAgent = "autocura" },
        new FaultRule { Kind = FaultKind.Reset, Probability = ApiErrors / 2, UserAgent = "autocura" },
    ];
}
