using System.Text.Json;
using System.Text.Json.Serialization;
using Autocura.Diagnosis;
using Autocura.Planning;
using Microsoft.Extensions.DependencyInjection;

namespace Autocura.Support.Yardstick;

/// <summary>Keeps cases in files, evidence and all, and diagnoses them anew from there: in milliseconds, for work on the rules.</summary>
internal static class CaseFile
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static async Task WriteAsync(string folder, CaseResult result)
    {
        Directory.CreateDirectory(folder);
        var name = $"{result.Scenario}.{result.Seed}.{result.Variant.Replace(' ', '-')}.json";
        await File.WriteAllTextAsync(Path.Combine(folder, name), JsonSerializer.Serialize(result, Readable));
    }

    /// <summary>The cases of a folder, with the answers that the rules give now.</summary>
    public static async IAsyncEnumerable<CaseResult> DiagnoseAnewAsync(string folder)
    {
        using var services = new ServiceCollection().AddDiagnosis().BuildServiceProvider();
        var diagnoser = services.GetRequiredService<Diagnoser>();
        foreach (var file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            var before = JsonSerializer.Deserialize<CaseResult>(await File.ReadAllTextAsync(file), Readable)
                ?? throw new InvalidDataException($"{file} holds no case.");
            var found = await new WhyQuestion(diagnoser, new EvidenceMemory(null, [before.Evidence, .. before.Elsewhere])).AskAsync(before.Incident, new AutocuraOptions().MaxDiagnosisDepth);
            var hypotheses = found.Diagnosis.Hypotheses;
            yield return before with
            {
                Hypotheses = hypotheses,
                Answers = [.. hypotheses.Select(hypothesis => Answer.Of(hypothesis, before.Evidence.Workload))],
                Action = ActionFor(found.Diagnosis.Top),
            };
        }
    }

    /// <summary>Without a cluster no candidate can be weighed: what would be done is the first remedy of a cause that is likely enough to be acted upon.</summary>
    private static string ActionFor(Hypothesis top) =>
        top.Cause is not (Cause.NothingWrong or Cause.Unknown) && top.Probability >= Planner.MinimumProbability && top.Remedies is [var remedy, ..] ? remedy.Action : "";
}
