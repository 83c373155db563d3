using static Autocura.Embedded.Tests.Durable.Crash.Steps;

namespace Autocura.Embedded.Tests.Durable.Crash;

/// <summary>Stories that nobody has thought of: several instances at once, their clients' acts mixed in any order.</summary>
internal static class RandomStory
{
    private const int Kinds = 10;

    public static Story Of(Random random, int seed)
    {
        var clients = Enumerable.Range(0, random.Next(1, 4)).Select(i => new Queue<Step>(Client($"i{i}", random))).ToList();
        var steps = new List<Step>();
        while (clients.Count > 0)
        {
            var client = clients[random.Next(clients.Count)];
            steps.Add(client.Dequeue());
            if (random.Next(3) == 0) steps.Add(Settle);
            if (random.Next(6) == 0) steps.Add(Pass(TimeSpan.FromSeconds(random.Next(1, 40))));
            if (client.Count == 0) clients.Remove(client);
        }

        return new Story($"seed {seed}", steps);
    }

    private static List<Step> Client(string id, Random random) => random.Next(Kinds) switch
    {
        0 => [Start(id, "Chain", random.Next(1, 6))],
        1 => [Start(id, "Fan", random.Next(1, 9))],
        2 => [Start(id, "Retries")],
        3 => [Start(id, "Races", random.Next(1, 120))],
        4 => [Start(id, "Family")],
        5 => [Start(id, "Endless", random.Next(0, 3)), Settle, Terminate(id)],
        6 => [Start(id, "Listener", 1, TimeSpan.FromMinutes(random.Next(1, 100))), Raise(id, "early")],
        7 => [Start(id, "Fragile"), Finish(id), Pass(TimeSpan.FromHours(1)), Rewind(id)],
        8 => Mail(id, random, count => Start(id, "Listener", count)),
        _ => Mail(id, random, count => Start(id, "Rounds", new Round(count, [], new([], [])))),
    };

    private static List<Step> Mail(string id, Random random, Func<int, Step> start)
    {
        var count = random.Next(1, 6);
        List<Step> steps = [start(count), .. Enumerable.Range(0, count).Select(i => Raise(id, $"p{i}"))];
        if (random.Next(2) == 0)
        {
            var suspended = random.Next(1, steps.Count);
            steps.Insert(suspended, Suspend(id));
            steps.Insert(random.Next(suspended + 1, steps.Count + 1), Resume(id));
        }

        return steps;
    }
}
