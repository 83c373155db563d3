using System.Text.Json.Serialization;

namespace Autocura.Environments;

/// <summary>Where a parallel environment stands. TornDown and Failed are final, and in both nothing of the copy is left that could be removed.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EnvironmentPhase>))]
public enum EnvironmentPhase
{
    Pending,
    Copying,
    Applying,
    Verifying,
    Passed,
    NotPassed,
    Promoting,
    Promoted,
    TearingDown,
    TornDown,
    Failed,
}
