using System.Text.RegularExpressions;
using Autocura.Diagnosis;
using Autocura.Guardrails;
using Autocura.Notifications;
using Autocura.Orchestrations;
using Autocura.Remediation;
using Autocura.Signals;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;

namespace Autocura.Architecture;

/// <summary>
/// An extension is one file, one registration and one test. Whoever forgets the registration, the test or the row in docs/extending.md
/// is told here.
/// </summary>
public sealed partial class CompletenessTests
{
    /// <summary>What the app is extended by. A new seam gets a line here and a section in docs/extending.md.</summary>
    public static TheoryData<Type> Seams => [typeof(IDiagnosisRule), typeof(IRemediationAction), typeof(IGuardrail), typeof(ISweepDetector), typeof(INotifier)];

    [Theory]
    [MemberData(nameof(Seams))]
    public void Every_implementation_is_registered(Type seam) =>
        Registered(seam).ShouldBe(Implementations(seam));

    [Theory]
    [MemberData(nameof(Seams))]
    public void Every_implementation_is_listed_in_the_page_for_extenders(Type seam) =>
        Listed(seam).ShouldBe(Implementations(seam), $"the table under `{seam.Name}` in docs/extending.md");

    [Theory]
    [MemberData(nameof(Seams))]
    public void Every_implementation_has_its_test(Type seam) =>
        Implementations(seam).Select(name => (Name: name, Source: SourceOf(name)))
            .Select(file => "tests/Autocura.Functions.Tests/" + file.Source["functions/".Length..^".cs".Length] + "Tests.cs")
            .Where(test => !File.Exists(Repository.PathOf(test)))
            .ShouldBeEmpty();

    [Fact]
    public void Every_action_may_stand_in_a_runbook()
    {
        var steps = Repository.Read("infra/kubernetes/crds/runbooks.yaml");
        foreach (var action in Implementations(typeof(IRemediationAction)))
        {
            steps.ShouldMatch($@"\b{action}\b", $"{action} is missing among the actions of infra/kubernetes/crds/runbooks.yaml");
        }
    }

    private static List<string> Implementations(Type seam) =>
        [.. typeof(FunctionNames).Assembly.GetTypes().Where(type => type is { IsAbstract: false, IsInterface: false } && seam.IsAssignableFrom(type)).Select(type => type.Name).Order(StringComparer.Ordinal)];

    /// <summary>What the composition of the app registers: both runtimes start from it.</summary>
    private static List<string> Registered(Type seam)
    {
        var builder = FunctionsApplication.CreateBuilder([]);
        builder.UseAutocura(new ConfigurationBuilder().Build());
        return [.. builder.Services.Where(service => service.ServiceType == seam).Select(service => service.ImplementationType!.Name).Order(StringComparer.Ordinal)];
    }

    private static List<string> Listed(Type seam)
    {
        var section = Repository.Read("docs/extending.md").Split("\n## ").FirstOrDefault(text => text.Split('\n')[0].Contains($"`{seam.Name}`", StringComparison.Ordinal));
        section.ShouldNotBeNull($"docs/extending.md has no section for `{seam.Name}`");
        return [.. Row().Matches(section).Select(match => match.Groups["name"].Value).Order(StringComparer.Ordinal)];
    }

    private static string SourceOf(string type) =>
        Repository.Files("functions", $"{type}.cs").SingleOrDefault() ?? throw new InvalidOperationException($"{type} has no file of its own name.");

    [GeneratedRegex(@"^\| `(?<name>\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
