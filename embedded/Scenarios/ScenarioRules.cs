using System.Text.Json.Nodes;

namespace Autocura.Embedded.Scenarios;

/// <summary>What must be true of a scenario beyond the shape of its file. Each line names the field.</summary>
internal static class ScenarioRules
{
    public static IEnumerable<string> Check(Scenario scenario, IReadOnlyCollection<string> applications) =>
    [
        .. Texts(scenario),
        .. Application(scenario, applications),
        .. Steps("setup", scenario.Setup),
        .. Steps("steps", scenario.Steps),
        .. Steps("remedy", scenario.Remedy),
        .. Oracle(scenario.Oracle),
        .. Purpose(scenario),
    ];

    private static IEnumerable<string> Texts(Scenario scenario)
    {
        foreach (var (field, text) in (ReadOnlySpan<(string, string)>)[("title", scenario.Title), ("description", scenario.Description), ("cause", scenario.Cause)])
        {
            if (string.IsNullOrWhiteSpace(text)) return [$"{field}: is empty"];
        }

        return [];
    }

    private static IEnumerable<string> Application(Scenario scenario, IReadOnlyCollection<string> applications) => applications.Contains(scenario.Application)
        ? []
        : [$"application: there is no \"{scenario.Application}\"; there are: {string.Join(", ", applications)}"];

    private static IEnumerable<string> Steps(string field, IReadOnlyList<ScenarioStep> steps) =>
        steps.SelectMany((step, i) => Step(step).Select(reason => $"{field}[{i}].{reason}"));

    private static IEnumerable<string> Step(ScenarioStep step)
    {
        if (step.AfterSeconds < 0) yield return "afterSeconds: is negative";
        if (step.Kind == ScenarioStepKind.Document != step.Path is not null) yield return $"path: {(step.Path is null ? "is missing" : $"has no meaning in a step of kind {step.Kind}")}";
        if (Document(step) is { } document) yield return document;
        if (step.Kind == ScenarioStepKind.Apply)
        {
            if (step.On is not null) yield return "on: the manifest names the object";
        }
        else if (step.On is null)
        {
            yield return "on: is missing";
        }
        else if (step.On.IsEvery && step.Kind is not (ScenarioStepKind.Delete or ScenarioStepKind.Restart))
        {
            yield return "on: only a deletion or a restart is of every object";
        }

        if (step.Kind == ScenarioStepKind.Undo && step.On is not { ApiVersion: "apps/v1", Kind: "Deployment" }) yield return "on: only a Deployment has a revision to go back to";
    }

    /// <summary>What is wrong with what the step carries: each kind carries its own, and nothing else.</summary>
    private static string? Document(ScenarioStep step) => step.Kind switch
    {
        ScenarioStepKind.Patch or ScenarioStepKind.Recreate when step.Patch is not JsonArray => "patch: must be the operations of a JSON patch",
        ScenarioStepKind.Merge or ScenarioStepKind.Strategic or ScenarioStepKind.Document when step.Patch is not JsonObject => "patch: must be an object",
        ScenarioStepKind.Apply when step.Manifest is null => "manifest: is missing",
        ScenarioStepKind.Apply or ScenarioStepKind.Delete or ScenarioStepKind.Restart or ScenarioStepKind.Undo when step.Patch is not null => $"patch: has no meaning in a step of kind {step.Kind}",
        not ScenarioStepKind.Apply when step.Manifest is not null => $"manifest: has no meaning in a step of kind {step.Kind}",
        _ => null,
    };

    private static IEnumerable<string> Oracle(OracleDefinition oracle)
    {
        if (oracle.Services is { ErrorRatioBelow: <= 0 or > 1 }) yield return "oracle.services.errorRatioBelow: must be above 0 and at most 1";
        if (oracle.Services is { P95BelowMs: <= 0 }) yield return "oracle.services.p95BelowMs: must be above 0";
        if (oracle.HeldForSeconds < 0) yield return "oracle.heldForSeconds: is negative";
        foreach (var (assertion, i) in oracle.Assertions.Select((assertion, i) => (assertion, i)))
        {
            var claims = (assertion.Expected is null ? 0 : 1) + (assertion.Unwanted is null ? 0 : 1) + (assertion.Absent ? 1 : 0) + (assertion.Present ? 1 : 0);
            if (claims > 1) yield return $"oracle.assertions[{i}]: says more than one of equals, notEquals, absent and present";
            if (claims == 0 && assertion.Path.Length > 0) yield return $"oracle.assertions[{i}]: says none of equals, notEquals, absent and present";
            if (assertion.Path.Length > 0 && assertion.Path[0] != '/') yield return $"oracle.assertions[{i}].path: is a JSON pointer and begins with /";
        }
    }

    private static IEnumerable<string> Purpose(Scenario scenario)
    {
        if (scenario.IsControl)
        {
            if (scenario.Remedy.Count > 0) yield return "remedy: a control has none";
            if (scenario.Alerts.Count > 0) yield return "alerts: a control has none";
            if (scenario.Cure is not null) yield return "cure: a control has none";
        }
        else
        {
            if (scenario.Steps.Count == 0) yield return "steps: nothing is done, and it is no control (oracle.untouched)";
            if (scenario.Remedy.Count == 0) yield return "remedy: is missing, and it is no control (oracle.untouched)";
        }
    }
}
