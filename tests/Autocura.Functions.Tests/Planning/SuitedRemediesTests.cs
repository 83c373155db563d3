using System.Text.RegularExpressions;
using Autocura.Diagnosis;
using Autocura.Functions.Tests.Diagnosis;
using Autocura.Planning;
using Autocura.Remediation;
using Autocura.Support;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Autocura.Functions.Tests.Planning;

/// <summary>What rules propose, somebody must be able to carry out: the planner drops an action that is not meant for the cause.</summary>
public sealed partial class SuitedRemediesTests
{
    /// <summary>Calls by which rules propose what others have worded.</summary>
    private static readonly (string Call, string[] Actions)[] Shared =
    [
        (".Remedies()", [ActionNames.RestoreKnownGood, ActionNames.RemoveObject]),
        (".Restore()", [ActionNames.RestoreKnownGood]),
        ("WaysOut(", [ActionNames.RollBackRelease, ActionNames.RestoreKnownGood]),
        ("RollBacks(", [ActionNames.RollBackRelease]),
        (".Replacements(", [ActionNames.DeletePod]),
    ];

    private static readonly IReadOnlyDictionary<string, ActionProfile> Profiles = Registered();

    [Fact]
    public void Every_remedy_for_a_known_fault_is_of_an_action_that_suits_the_cause() => AllFaults.Evidence
        .SelectMany(evidence => evidence.Diagnose().Hypotheses)
        .SelectMany(hypothesis => hypothesis.Remedies.Select(remedy => (hypothesis.Cause, remedy.Action)))
        .Where(proposal => !IsSuited(proposal.Cause, proposal.Action))
        .Distinct()
        .ShouldBeEmpty();

    [Fact]
    public void Every_action_that_a_rule_names_suits_its_cause()
    {
        var proposals = Repository.Files("functions/Diagnosis/Rules", "*Rule.cs").SelectMany(Proposals).Distinct().ToList();

        proposals.Count.ShouldBeGreaterThan(60);
        proposals.Where(proposal => !IsSuited(proposal.Cause, proposal.Action)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_cause_that_an_action_suits_is_one() =>
        Profiles.Values.SelectMany(profile => profile.Suits).Except(typeof(Cause).GetFields().Select(field => (string)field.GetValue(null)!)).ShouldBeEmpty();

    private static bool IsSuited(string cause, string action) => Profiles.TryGetValue(action, out var profile) && profile.Suits.Contains(cause);

    private static IEnumerable<(string Cause, string Action)> Proposals(string file)
    {
        var source = Repository.Read(file);
        var actions = Named().Matches(source).Select(match => match.Groups["name"].Value).Concat(Shared.Where(shared => source.Contains(shared.Call, StringComparison.Ordinal)).SelectMany(shared => shared.Actions));
        return OfCause().Matches(source).Select(match => match.Groups["name"].Value).Distinct().SelectMany(cause => actions.Select(action => (cause, action)));
    }

    private static IReadOnlyDictionary<string, ActionProfile> Registered()
    {
        var builder = FunctionsApplication.CreateBuilder([]);
        builder.UseAutocura(new ConfigurationBuilder().Build());
        using var services = builder.Services.AddLogging().BuildServiceProvider();
        return services.GetRequiredService<ActionCatalog>().Profiles;
    }

    [GeneratedRegex(@"ActionNames\.(?<name>\w+)")]
    private static partial Regex Named();

    [GeneratedRegex(@"Cause => Diagnosis\.Cause\.(?<name>\w+)")]
    private static partial Regex OfCause();
}
