using Autocura.Cluster;
using Autocura.Planning;
using Autocura.Remediation;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Autocura.EndToEnd.Infra;

/// <summary>
/// Each flavour of rights, on a cluster where it alone is installed: the account is asked about every resource there is with every verb, by
/// SelfSubjectAccessReview, and may do what its actions say they need, and nothing else.
/// </summary>
public sealed class FlavourTests
{
    private const string Own = "autocura-cognitiva";
    private const string LookedAfter = "shop";
    private const string Other = "other";

    [RealClientTheory("kubectl")]
    [InlineData("read-only")]
    [InlineData("namespaced")]
    [InlineData("full")]
    public async Task A_flavour_may_do_what_its_actions_need_and_nothing_more(string flavour)
    {
        using var api = new ApiServerFixture();
        await api.InitializeAsync();
        try
        {
            var allowed = await AllowedAsync(api, flavour);

            var expected = Needed(flavour).ToList();
            allowed.Except(expected).Select(right => $"{right}").Take(20).ShouldBeEmpty($"{flavour} may do more than it needs");
            expected.Except(allowed).Select(right => $"{right}").Take(20).ShouldBeEmpty($"{flavour} lacks what it needs");
        }
        finally
        {
            await api.DisposeAsync();
        }
    }

    /// <summary>What it may, but for what every account may: asking what it may.</summary>
    private static async Task<List<Right>> AllowedAsync(ApiServerFixture api, string flavour)
    {
        foreach (var ns in (string[])[LookedAfter, Other])
        {
            await api.KubectlAsync("create", "namespace", ns);
        }

        await api.KubectlAsync("apply", "--server-side", "--force-conflicts", "-k", Repository.PathOf("infra/kubernetes/base"));
        await api.KubectlAsync("apply", "--server-side", "-k", Repository.PathOf($"infra/kubernetes/rbac/{flavour}"));
        using var reviews = await AccessReviews.OfAsync(api, "autocura", Own);
        var allowed = new List<Right>();
        foreach (var right in (await AccessReviews.UniverseAsync(api, Own, LookedAfter, Other)).Union(Needed(flavour)))
        {
            if (right.Group is not ("authorization.k8s.io" or "authentication.k8s.io") && await reviews.MayAsync(right))
            {
                allowed.Add(right);
            }
        }

        return allowed;
    }

    /// <summary>Of the flavour, from what the code says: the kinds that it reads, the record that it writes, and the verbs of its actions.</summary>
    private static IEnumerable<Right> Needed(string flavour)
    {
        string[] everywhere = flavour == "namespaced" ? [LookedAfter] : [Own, LookedAfter, Other];
        var clusterWide = flavour != "namespaced";
        var seen = FlavourNeeds.Observed.SelectMany(need => In(need, everywhere, clusterWide));
        var changed = flavour == "read-only" ? [] : FlavourNeeds.Changed(Profiles()).SelectMany(need => In(need, everywhere, clusterWide));
        return seen.Concat(changed).Concat(FlavourNeeds.OwnNamespace.SelectMany(need => In(need, [Own], clusterWide: false))).Distinct();
    }

    private static IEnumerable<Right> In(Need need, string[] namespaces, bool clusterWide) =>
        (need.Namespaced ? namespaces : clusterWide ? [""] : []).SelectMany(ns => need.Verbs.Select(verb => new Right(verb, need.Group, need.Resource, ns)));

    private static IEnumerable<ActionProfile> Profiles()
    {
        var builder = FunctionsApplication.CreateBuilder([]);
        builder.UseAutocura(new ConfigurationBuilder().Build());
        using var services = builder.Services.AddLogging().BuildServiceProvider();
        return [.. services.GetRequiredService<ActionCatalog>().Profiles.Values];
    }
}
