using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Autocura.Architecture;

/// <summary>What the README and the Bicep files say of settings is what local.settings.sample.json knows; that the sample is right is tested with the host.</summary>
public sealed partial class SettingsTests
{
    private static readonly string[] HostSettings = ["AzureWebJobsStorage", "FUNCTIONS_WORKER_RUNTIME", "AzureWebJobsDisableHomepage"];

    private static IReadOnlyList<string> Sample { get; } =
        [.. JsonNode.Parse(Repository.Read("local.settings.sample.json"), null, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip })!["Values"]!.AsObject().Select(pair => pair.Key)];

    [Fact]
    public void Every_section_the_app_reads_stands_in_the_sample() =>
        AppSource.Trees().SelectMany(tree => Section().Matches(tree.ToString())).Select(match => match.Groups["name"].Value).Distinct()
            .ShouldBeSubsetOf(Sample.Select(name => name.Split("__")[0]));

    [Fact]
    public void The_readme_explains_every_setting() =>
        Sample.Except(HostSettings).Where(name => !Repository.Read("README.md").Contains($"`{name}`", StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void The_readme_names_no_setting_that_does_not_exist() =>
        Mentioned().Matches(Repository.Read("README.md")).Select(match => match.Groups["name"].Value).Except(Sample).ShouldBeEmpty();

    [Fact]
    public void Azure_sets_only_what_exists() =>
        Assigned().Matches(Repository.Read("infra/azure/main.bicep")).Select(match => match.Groups["name"].Value)
            .Where(name => !name.StartsWith("AzureFunctionsJobHost__", StringComparison.Ordinal)) // the host's own way of saying what host.json says
            .Except(Sample).ShouldBeEmpty();

    [GeneratedRegex("GetSection\\(\"(?<name>\\w+)\"\\)")]
    private static partial Regex Section();

    [GeneratedRegex(@"`(?<name>[A-Z]\w*__\w+)`")]
    private static partial Regex Mentioned();

    [GeneratedRegex(@"^\s+(?<name>[A-Z]\w*__\w+):", RegexOptions.Multiline)]
    private static partial Regex Assigned();
}
