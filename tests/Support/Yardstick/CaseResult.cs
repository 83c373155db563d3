using Autocura.Diagnosis;
using Autocura.Incidents;

namespace Autocura.Support.Yardstick;

/// <summary>What came of one diagnosis of one case, and all that is needed to score it or to make it again.</summary>
internal sealed record CaseResult
{
    public required string Scenario { get; init; }

    public required string Suite { get; init; }

    public required string Application { get; init; }

    public required int Seed { get; init; }

    /// <summary>"named", "hidden", "no metrics", "red herrings", "renamed".</summary>
    public required string Variant { get; init; }

    public required Truth Truth { get; init; }

    /// <summary>The workload that was diagnosed.</summary>
    public required string Workload { get; init; }

    /// <summary>The alerts that led to it; empty when none fired and it was asked about by hand.</summary>
    public IReadOnlyList<string> Signals { get; init; } = [];

    public required Evidence Evidence { get; init; }

    /// <summary>What was read of other workloads on the way.</summary>
    public IReadOnlyList<Evidence> Elsewhere { get; init; } = [];

    public required Incident Incident { get; init; }

    public required IReadOnlyList<Hypothesis> Hypotheses { get; init; }

    public required IReadOnlyList<Answer> Answers { get; init; }

    /// <summary>From the first symptom that anybody could see to the diagnosis, on the clock of the cluster.</summary>
    public double Seconds { get; init; }

    /// <summary>Requests to the API server for the diagnosis, counted there.</summary>
    public int Requests { get; init; }

    /// <summary>The action that would have been taken; empty for none.</summary>
    public string Action { get; init; } = "";

    public Answer Top => Answers[0];

    /// <summary>Cause and object are right.</summary>
    public bool IsRight => Truth.Has(Top);

    /// <summary>The place of the first right answer, from 1; 0 when there is none.</summary>
    public int Rank => Place(Truth.Has);

    public int CauseRank => Place(Truth.HasCause);

    public int ObjectRank => Place(Truth.HasObject);

    private int Place(Func<Answer, bool> right)
    {
        for (var i = 0; i < Answers.Count; i++)
        {
            if (right(Answers[i]))
            {
                return i + 1;
            }
        }

        return 0;
    }
}
