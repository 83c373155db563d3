namespace Autocura.Benchmarks.Diagnosis;

/// <summary>What is measured, and where it goes.</summary>
internal sealed record DiagnosisOptions
{
    public int Seeds { get; init; } = 1;

    /// <summary>The first of the seeds.</summary>
    public int FirstSeed { get; init; }

    /// <summary>Each scenario is played once with a seed and not once in each way; over the seeds it is played in each way equally often.</summary>
    public bool InTurns { get; init; }

    /// <summary>How long plays are begun; what was played until then is reported.</summary>
    public TimeSpan? Within { get; init; }

    /// <summary>How many plays at the same time.</summary>
    public int AtATime { get; init; } = 2;

    /// <summary>Only the rows of this suite; all when null.</summary>
    public string? Suite { get; init; }

    /// <summary>Only scenarios whose name holds one of these.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>Plays each scenario once more with other names.</summary>
    public bool Renamed { get; init; }

    /// <summary>One play of each scenario and one diagnosis of it.</summary>
    public bool IsQuick { get; init; }

    /// <summary>Where the evidence of each case is written.</summary>
    public string? Dump { get; init; }

    /// <summary>Reads every workload of the application into the written cases, and not only those that the answer looked at.</summary>
    public bool ReadsAll { get; init; }

    /// <summary>Cases that were written, to be diagnosed anew instead of being played.</summary>
    public string? From { get; init; }

    /// <summary>Where all results are written, without evidence.</summary>
    public string? Json { get; init; }

    /// <summary>The document whose tables are replaced.</summary>
    public string? Docs { get; init; }

    /// <summary>Explains every case, not only those that are wrong.</summary>
    public bool Verbose { get; init; }
}
