using Autocura.Alerts;
using Autocura.Diagnosis;
using Autocura.Embedded.Scenarios;
using Autocura.Incidents;
using Autocura.Planning;
using Autocura.Support.Catalogue;

namespace Autocura.Support.Yardstick;

/// <summary>
/// Plays a scenario on virtual time and has the app say why: the application lives healthy for a while, the fault is made, time passes until the first alert that
/// is about a workload, and at that moment, before anything else can happen, the app reads the cluster over its API and diagnoses, once for each view.
/// </summary>
internal sealed class CaseRun : IAsyncDisposable
{
    private const int LooksBefore = 4;
    private static readonly TimeSpan CaptureEvery = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan ControlSpan = TimeSpan.FromMinutes(4);

    /// <summary>How long an alert is waited for after the trouble should have shown, before somebody asks by hand.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly CaseSettings settings;
    private readonly Scenario scenario;
    private readonly ScenarioStage stage;
    private readonly ProductUnderTest measured;
    private readonly ProductUnderTest blind;

    private CaseRun(CaseSettings settings, ScenarioStage stage, string kubeconfig)
    {
        this.settings = settings;
        this.stage = stage;
        scenario = settings.Played;
        measured = ProductUnderTest.Beside(stage, kubeconfig, hasMetrics: true);
        blind = ProductUnderTest.Beside(stage, kubeconfig, hasMetrics: false);
    }

    /// <summary>Plays the case and returns one result for each view.</summary>
    public static async Task<IReadOnlyList<CaseResult>> RunAsync(CaseSettings settings)
    {
        var stage = await ScenarioStage.OpenAsync(settings.Played, settings.Stage, await LivedApplication.GetAsync(settings));
        await using var run = new CaseRun(settings, stage, ProductUnderTest.Install(stage));
        return await run.RunAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await measured.DisposeAsync();
        await blind.DisposeAsync();
        await stage.DisposeAsync();
    }

    private async Task<IReadOnlyList<CaseResult>> RunAsync()
    {
        await stage.MakeAsync(scenario.Setup);
        await LiveAsync();
        var watch = measured.Watch();
        for (var look = 0; look < LooksBefore; look++)
        {
            await watch.LookAsync();
            await stage.UntilAsync(watch.NextLook - stage.Now, _ => false);
        }

        var began = stage.Now;
        await stage.MakeAsync(Steps());
        var moment = await WaitAsync(watch, began);
        var results = new List<CaseResult>();
        foreach (var view in settings.Views)
        {
            results.Add(await DiagnoseAsync(view, moment));
        }

        return results;
    }

    private async Task LiveAsync()
    {
        var end = stage.Now + settings.Healthy;
        while (stage.Now < end)
        {
            await stage.KeepAsync(end - stage.Now < CaptureEvery ? end - stage.Now : CaptureEvery);
            await measured.CaptureKnownGoodAsync();
        }
    }

    /// <summary>The fault, and what is done beside it.</summary>
    private IReadOnlyList<ScenarioStep> Steps()
    {
        if (!settings.HasRedHerrings)
        {
            return scenario.Steps;
        }

        var later = scenario.Steps.Select(step => step with { AfterSeconds = step.AfterSeconds + RedHerrings.Lead.TotalSeconds });
        return [.. later, .. new RedHerrings(stage.Cluster.Store, scenario, settings.Seed).Draw()];
    }

    private async Task<Moment> WaitAsync(OwnWatch watch, DateTimeOffset began)
    {
        DateTimeOffset? shown = null;
        Signalled? signalled = null;
        var finder = new FirstSignal(measured, began);
        var end = stage.Now + (scenario.IsControl ? ControlSpan : TimeSpan.FromSeconds(scenario.Symptom.WithinSeconds) + Patience);
        while (signalled is null && stage.Now < end)
        {
            await stage.UntilAsync((watch.NextLook < end ? watch.NextLook : end) - stage.Now, now => now.Firing.Count > 0 | Shows(now));
            await watch.LookAsync();
            signalled = await finder.FindAsync(stage.Firing, watch.Standing);
            if (signalled is not null)
            {
                shown ??= stage.Now;
            }
        }

        return new Moment(signalled ?? new Signalled(await AskedAsync(), []), shown ?? stage.Now);

        bool Shows(ScenarioStage now)
        {
            shown ??= now.Verdict.Holds && now.Firing.Count == 0 ? null : now.Now;
            return false;
        }
    }

    /// <summary>Where the API server is what hurts, that is asked about: it is a workload of its own.</summary>
    private async Task<WorkloadRef> AskedAsync() => scenario is { Oracle.ApiServer: not null, Target.Kind: not ("Deployment" or "StatefulSet" or "DaemonSet") }
        ? await measured.ResolveAsync(new Alert
        {
            Status = AlertStatus.Firing,
            Fingerprint = "asked",
            StartsAt = stage.Now,
            Labels = new Dictionary<string, string> { ["namespace"] = "default", ["service"] = "kubernetes" },
        }) ?? Declared()
        : Declared();

    /// <summary>What somebody would ask about who only knows where it hurts.</summary>
    private WorkloadRef Declared()
    {
        var name = scenario.Workload ?? scenario.Target.Name;
        var kind = scenario.Target.Kind is "StatefulSet" or "DaemonSet" ? scenario.Target.Kind : "Deployment";
        var ns = ApplicationNamespace();
        if (stage.Cluster.Store.Find(Embedded.Cluster.ObjectKey.Apps("deployments", ns, name)) is null
            && stage.Cluster.Store.List("apps", "statefulsets").FirstOrDefault(found => Embedded.Cluster.ObjectFields.Name(found) == name) is { } set)
        {
            return new WorkloadRef(ProductUnderTest.ClusterName, "StatefulSet", Embedded.Cluster.ObjectFields.Namespace(set)!, name);
        }

        return new WorkloadRef(ProductUnderTest.ClusterName, kind, ns, name);
    }

    private string ApplicationNamespace() => stage.Cluster.Simulation.Applications.Find(scenario.Application).Namespace;

    private async Task<CaseResult> DiagnoseAsync(View view, Moment moment)
    {
        var product = view == View.NoMetrics ? blind : measured;
        var incident = IncidentOf(view, moment);
        var server = stage.Cluster.Server!;
        var before = server.Requests;
        var memory = product.Reading();
        var found = await product.FindOutWhyAsync(incident, memory);
        var requests = server.Requests - before;
        await ReadRestAsync(memory, incident);
        return new CaseResult
        {
            Scenario = scenario.Name,
            Suite = scenario.Catalogue.Count > 0 ? scenario.Catalogue[0].Suite : "own",
            Application = scenario.Application,
            Seed = settings.Seed,
            Variant = Variant(view),
            Truth = Truth.Of(settings, stage.Cluster.Store),
            Workload = incident.Workload.ToString(),
            Signals = [.. moment.Signalled.Alerts.Select(alert => alert.Name)],
            Evidence = found.Evidence,
            Elsewhere = [.. memory.All.Where(read => read.Workload != incident.Workload)],
            Incident = incident,
            Hypotheses = found.Diagnosis.Hypotheses,
            Answers = [.. found.Diagnosis.Hypotheses.Select(hypothesis => Answer.Of(hypothesis, incident.Workload))],
            Seconds = (stage.Now - moment.ShownAt).TotalSeconds,
            Requests = (int)requests,
            Action = await product.PlanAsync(incident, found) is { Decision: PlanDecision.Act, Plan: { } plan } ? plan.Steps[0].Action : "",
        };
    }

    /// <summary>Reads every workload of the application, so that rules which look elsewhere can be tried on the case later.</summary>
    private async Task ReadRestAsync(EvidenceMemory memory, Incident incident)
    {
        foreach (var deployment in settings.ReadsAll ? stage.Cluster.Store.List("apps", "deployments", incident.Workload.Namespace) : [])
        {
            var look = new InvestigationRequest
            {
                Workload = incident.Workload with { Kind = "Deployment", Name = Embedded.Cluster.ObjectFields.Name(deployment) },
                Onset = new EvidenceRequest(incident, incident.Signals).Onset(),
                OpenedAt = incident.OpenedAt,
            };
            await memory.GatherAsync(look.ToEvidenceRequest(), CancellationToken.None);
        }
    }

    private string Variant(View view) => (settings, view) switch
    {
        ({ HasRedHerrings: true }, _) => "red herrings",
        ({ IsRenamed: true }, _) => "renamed",
        (_, View.Named) => "named",
        (_, View.NoMetrics) => "no metrics",
        _ => "hidden",
    };

    private Incident IncidentOf(View view, Moment moment)
    {
        var alerts = moment.Signalled.Alerts.Count > 0 ? moment.Signalled.Alerts : [new Alert { Status = AlertStatus.Firing, Fingerprint = "asked", StartsAt = moment.ShownAt }];
        return new Incident
        {
            Workload = moment.Signalled.Workload,
            OpenedAt = stage.Now,
            Signals = [.. alerts.Select(alert => view == View.Named ? alert : Hidden(alert)).Select(alert => new AlertSignal(alert, SignalTypes.Of(alert)))],
        };
    }

    private static Alert Hidden(Alert alert) => alert with
    {
        Labels = alert.Labels.Where(label => label.Key is not ("alertname" or "severity" or "reason" or "signal_type")).Append(new("alertname", "Alert")).ToDictionary(),
        Annotations = new Dictionary<string, string>(),
    };

    private sealed record Moment(Signalled Signalled, DateTimeOffset ShownAt);
}
