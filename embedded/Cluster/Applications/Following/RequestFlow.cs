using Autocura.Embedded.Cluster.Applications.Conditions;

namespace Autocura.Embedded.Cluster.Applications.Following;

/// <summary>
/// Follows the users' requests through an application. Load goes down the calls, from those who make them to the last; answers come up again: a service fails a request
/// when it fails itself or when something that it needs has failed, and is slow when what it waits for is. Queueing makes answers slower as a container fills up;
/// what it has no room for it refuses.
/// </summary>
internal sealed class RequestFlow
{
    private const double FullestServed = 0.95;
    private const double NearlyAll = 0.99;
    private const double CutShort = 0.8;
    private readonly Survey survey;
    private readonly Dictionary<Instance, int> index = [];
    private readonly ILookup<string, int> incoming;
    private readonly ILookup<string, int> outgoing;

    public RequestFlow(Survey survey)
    {
        this.survey = survey;
        for (var i = 0; i < survey.Instances.Count; i++)
        {
            index[survey.Instances[i]] = i;
        }

        var edges = Enumerable.Range(0, survey.Edges.Count).ToList();
        incoming = edges.ToLookup(i => survey.Edges[i].Callee.Name);
        outgoing = edges.Where(i => survey.Edges[i] is { IsDelivery: false }).ToLookup(i => survey.Edges[i].Caller);
    }

    /// <summary>The flow when users make so many requests a second and so many messages wait on each delivery, of which those that can be are taken within the step.</summary>
    public Flow Follow(double load, IReadOnlyDictionary<string, double> waiting, double stepSeconds)
    {
        var run = new Run(survey.Instances.Count, survey.Edges.Select(edge => new EdgeFlow(edge)).ToArray());
        foreach (var service in survey.Application.Services)
        {
            Offer(run, service, load * survey.UsersFactor, new Backlog(waiting, stepSeconds));
        }

        foreach (var service in survey.Application.Services.Reverse())
        {
            Answer(run, service, waiting);
        }

        return new Flow(run.Flows, run.Loads, run.Served);
    }

    private void Offer(Run run, ApplicationService service, double load, Backlog backlog)
    {
        foreach (var i in incoming[service.Name])
        {
            var flow = run.Flows[i];
            var from = i == 0 ? load : run.ServedBy.GetValueOrDefault(flow.Edge.Caller);
            flow.Offered = flow.Edge.IsDelivery ? Deliverable(flow, run.Stored.GetValueOrDefault(flow.Edge.Caller), backlog) : from * flow.Edge.Share;
            foreach (var route in flow.Edge.Routes)
            {
                if (route.To is { } to)
                {
                    run.Loads[index[to]] += flow.Offered * route.Weight * Arriving(route);
                }
            }
        }

        var served = 0.0;
        foreach (var i in incoming[service.Name])
        {
            foreach (var route in run.Flows[i].Edge.Routes.Where(route => route is { To: not null, Broken: Broken.Not }))
            {
                var at = index[route.To!];
                var taken = run.Flows[i].Offered * route.Weight * Arriving(route) * (1 - Overflow(route.To!, run.Loads[at]));
                run.Served[at] += taken;
                served += taken;
                run.Stored[service.Name] = run.Stored.GetValueOrDefault(service.Name) + (taken * (1 - route.Conditions.Failed) * (1 - route.To!.Profile.ErrorRate));
            }
        }

        run.ServedBy[service.Name] = served;
    }

    /// <summary>Messages a second that a consumer takes: what comes in and what waits, as far as its containers can; all that comes in is lost on one that cannot be reached.</summary>
    private static double Deliverable(EdgeFlow flow, double inflow, Backlog backlog)
    {
        flow.Inflow = inflow;
        var capacity = flow.Edge.Routes.Where(route => route is { To: not null, Broken: Broken.Not }).Sum(route => route.To!.Capacity * Arriving(route));
        return capacity > 0 ? Math.Min(capacity, inflow + backlog.PerSecond(flow.Edge.Callee.Name)) : inflow;
    }

    private void Answer(Run run, ApplicationService service, IReadOnlyDictionary<string, double> waiting)
    {
        var needs = Needs.Of(outgoing[service.Name].Select(i => run.Flows[i]));
        foreach (var i in incoming[service.Name])
        {
            var flow = run.Flows[i];
            var queued = flow is { Edge.IsDelivery: true, Offered: > 0 } ? 1000 * waiting.GetValueOrDefault(service.Name) / flow.Offered : 0;
            foreach (var route in flow.Edge.Routes)
            {
                Go(flow, route, route.To is { } to ? run.Loads[index[to]] : 0, needs with { Ms = needs.Ms + queued });
            }

            flow.Finish();
        }
    }

    private static void Go(EdgeFlow flow, Route route, double load, Needs needs)
    {
        var (weight, hop) = (route.Weight, route.Conditions);
        if (route.To is not { } to)
        {
            Nowhere(flow, route);
            return;
        }

        var overflow = Overflow(to, load);
        flow.Refuse(weight * hop.Refused, Broken.Refused, hop.Observed);
        flow.TimeOut(weight * (1 - hop.Refused) * hop.Lost, Broken.Lost, hop.Observed);
        flow.Refuse(weight * Arriving(route) * overflow, Broken.Overloaded, hop.Observed);
        Reply(flow, route, weight * Arriving(route) * (1 - overflow), needs with { Ms = (OwnMs(to, load) * route.LatencyFactor) + hop.DelayMs + needs.Ms });
    }

    /// <summary>What the container answers itself. <paramref name="needs"/> holds the whole time of an answer.</summary>
    private static void Reply(EdgeFlow flow, Route route, double answered, Needs needs)
    {
        var (own, hop) = (route.To!.Profile.ErrorRate, route.Conditions);
        var wrong = route.Broken == Broken.WrongService ? 1 : 0;
        var errors = 1 - ((1 - hop.Failed) * (1 - own) * (1 - needs.Broken) * (1 - wrong));
        var inTime = flow.Edge.IsDelivery ? 1 : Timing.Below(flow.Edge.TimeoutMs, needs.Ms);
        var late = answered * needs.LateShare;
        var lateInTime = needs.LateMs < flow.Edge.TimeoutMs || flow.Edge.IsDelivery;
        if (inTime > NearlyAll)
        {
            flow.Answer((answered - late) * inTime, errors, needs.Ms, hop.Observed);
        }
        else
        {
            // What is left of a distribution that the timeout cuts off no longer reaches beyond it.
            flow.AnswerLate((answered - late) * inTime, errors, Math.Min(needs.Ms, flow.Edge.TimeoutMs * CutShort), hop.Observed);
        }

        flow.TimeOut((answered - late) * (1 - inTime), Broken.TooSlow, hop.Observed);
        if (lateInTime)
        {
            flow.AnswerLate(late, errors, needs.LateMs, hop.Observed);
        }
        else
        {
            flow.TimeOut(late, Broken.TooSlow, hop.Observed);
        }

        flow.Blame(Broken.WrongService, answered * wrong);
        flow.Blame(Broken.Failed, answered * hop.Failed);
        flow.Blame(Broken.OwnError, answered * own);
        flow.Blame(Broken.Dependency, answered * needs.Broken);
    }

    private static void Nowhere(EdgeFlow flow, Route route)
    {
        if (route.Broken is Broken.NoAddress or Broken.NoSuchHost)
        {
            flow.NeverSent(route.Weight, route.Broken);
        }
        else if (route.Broken == Broken.Lost)
        {
            flow.TimeOut(route.Weight, route.Broken, route.Conditions.Observed);
        }
        else
        {
            flow.Refuse(route.Weight, route.Broken, route.Conditions.Observed);
        }
    }

    private static double Arriving(Route route) => route.Broken is Broken.Not or Broken.WrongService ? (1 - route.Conditions.Refused) * (1 - route.Conditions.Lost) : 0;

    private static double Overflow(Instance instance, double load) => load > instance.Capacity ? 1 - (instance.Capacity / load) : 0;

    private static double OwnMs(Instance instance, double load) =>
        instance.Profile.LatencyMs / (1 - Math.Min(FullestServed, instance.Capacity > 0 ? load / instance.Capacity : 0));

    private readonly record struct Backlog(IReadOnlyDictionary<string, double> Waiting, double StepSeconds)
    {
        public double PerSecond(string consumer) => Waiting.GetValueOrDefault(consumer) / StepSeconds;
    }

    private sealed class Run(int instances, EdgeFlow[] flows)
    {
        public EdgeFlow[] Flows { get; } = flows;

        public double[] Loads { get; } = new double[instances];

        public double[] Served { get; } = new double[instances];

        public Dictionary<string, double> ServedBy { get; } = [];

        /// <summary>Of what is served, what a queue has taken in.</summary>
        public Dictionary<string, double> Stored { get; } = [];
    }
}
