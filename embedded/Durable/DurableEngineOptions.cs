namespace Autocura.Embedded.Durable;

/// <summary>How the engine runs. The defaults suit a laptop and a small server.</summary>
internal sealed record DurableEngineOptions
{
    /// <summary>The database file; it is created when absent, and one process at a time may have it open.</summary>
    public required string DatabasePath { get; init; }

    /// <summary>What a power failure may cost. Anything but Full is for measurements and tests.</summary>
    public Durability Durability { get; init; } = Durability.Full;

    /// <summary>The task hub shown in management addresses. One file is one hub.</summary>
    public string HubName { get; init; } = "Autocura";

    /// <summary>How many activities run at once (host.json: maxConcurrentActivityFunctions). The default is ten per core.</summary>
    public int MaxConcurrentActivityFunctions { get; init; } = 10 * Environment.ProcessorCount;

    /// <summary>How many orchestrator turns run at once (host.json: maxConcurrentOrchestratorFunctions). The default is ten per core.</summary>
    public int MaxConcurrentOrchestratorFunctions { get; init; } = 10 * Environment.ProcessorCount;

    /// <summary>
    /// How much history the live executions that are kept between turns may have in all, in events: a few long ones or thousands of short ones.
    /// Those beyond it are replayed from their history when they are next needed.
    /// </summary>
    public int SessionCacheEvents { get; init; } = 100_000;

    /// <summary>How many timers are read into memory at a time, those due first.</summary>
    public int TimersInMemory { get; init; } = 1_000;

    /// <summary>
    /// Replays from event zero at every await and compares also the inputs of what the code schedules, so that a test finds an
    /// orchestrator that is not deterministic. Slow on purpose.
    /// </summary>
    public bool Paranoid { get; init; }

    /// <summary>The largest input, output or event, in bytes of JSON. A custom status has its own, much smaller limit.</summary>
    public int MaxPayloadBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>How long an orderly stop waits for running activities; those not done by then run again after the next start.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(10);
}

/// <summary>When a commit counts as done.</summary>
internal enum Durability
{
    /// <summary>It is on the disk.</summary>
    Full,

    /// <summary>The operating system has it: it survives a kill of the process, not a power failure.</summary>
    None,
}
