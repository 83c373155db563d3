using Autocura.Signals;

namespace Autocura.Cluster.Sweep;

/// <summary>
/// Makes the scene of one namespace out of what the lists hand out of it, and asks for the rest where a quick look found that something is wrong there.
/// </summary>
internal sealed class SceneReader(ICluster cluster, SweepOptions options, SweepNotes notes)
{
    /// <summary>Namespaces that a quick look asks about because something stands there, and as many again for what is new; beyond that the next full look is cheaper.</summary>
    private const int MostCloseLooks = 20;

    private int looksAtKnown;
    private int looksAtNew;

    /// <summary>The scene without what is remembered between looks; or how far it came, when there was no time for all pods of a full look.</summary>
    public async Task<(SweepScene? Scene, SweepPlace? Place)> ReadAsync(string ns, SweepLook look, SceneWish wish, CancellationToken cancellationToken)
    {
        var found = new SceneObjects(look.Now, options);
        found.Add(wish.Begun);
        foreach (var walk in look.Walks.OrderBy(walk => walk.Kind == Kinds.Pod ? 0 : 1))
        {
            var mayStop = look.IsFull && walk.Kind == Kinds.Pod;
            await foreach (var item in walk.TakeAsync(ns, () => mayStop && wish.IsOutOfTime(), cancellationToken))
            {
                found.Add(item);
            }

            if (mayStop && walk.Namespace == ns)
            {
                return (null, new SweepPlace(ns, walk.Taken, found.FewPods()));
            }
        }

        var seen = look.PartsOf(ns);
        if (!look.IsFull && AsksForMore(wish, found))
        {
            found.ForgetPods();
            seen |= await ReadCloselyAsync(ns, found, wish.Standing, cancellationToken);
        }

        return (found.ToScene(ns, seen, look.Nodes), null);
    }

    private bool AsksForMore(SceneWish wish, SceneObjects found) => wish.Standing != SceneParts.None
        ? looksAtKnown++ < MostCloseLooks
        : found.AsksForMore && looksAtNew++ < MostCloseLooks;

    /// <summary>Reads the pods, and of what is around them only what can tell more: of what stands, of pods that are missing, and of pods that wait for a volume.</summary>
    private async Task<SceneParts> ReadCloselyAsync(string ns, SceneObjects found, SceneParts standing, CancellationToken cancellationToken)
    {
        var (needed, seen, unseen) = (standing | SceneParts.Pods | (found.LacksPods ? SceneParts.Refusals : SceneParts.None), SceneParts.None, SceneParts.None);
        foreach (var list in SweepLists.Surroundings)
        {
            needed |= found.HasClaims ? SceneParts.Claims : SceneParts.None;
            if ((list.Part & needed) == SceneParts.None) continue;
            seen |= list.Part;
            if (!await notes.Gaps.TryAsync(list, ns, async () => await AddAllAsync(list, ns, found, cancellationToken)))
            {
                unseen |= list.Part;
            }
        }

        return seen & ~unseen;
    }

    private async Task AddAllAsync(SweepList list, string ns, SceneObjects found, CancellationToken cancellationToken)
    {
        await foreach (var item in list.AllAsync(cluster, ns, notes, cancellationToken))
        {
            found.Add(item);
        }
    }
}

/// <summary>What is asked of the scene of a namespace: where an earlier run was cut off in it, which parts what stands there rests on, and when to stop.</summary>
internal sealed record SceneWish(SweepPlace? Begun, SceneParts Standing, Func<bool> IsOutOfTime);
