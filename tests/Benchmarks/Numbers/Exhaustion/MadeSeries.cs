using MathNet.Numerics.Distributions;

namespace Autocura.Benchmarks.Numbers.Exhaustion;

/// <summary>
/// What fills up and what only looks so: memory of a container whose limit is 1000, in steps of two minutes, a day and a half of it. The fault, where there is one, begins after a day.
/// </summary>
internal static class MadeSeries
{
    public const int PerHour = 30;
    public const int Begin = 24 * PerHour;
    public const int Length = 36 * PerHour;
    public const double Limit = 1000;

    /// <summary>What fills up.</summary>
    public static readonly (string Name, Func<Random, Func<int, double>> Make)[] Filling =
    [
        ("leak", random => Level(random, (random, _) => Leak(random))),
        ("leak under garbage collection", random => Level(random, (random, _) => Sum(Leak(random), Saw(random, 5, 90)))),
        ("leak under a day's wave", random => Level(random, (random, _) => Sum(Leak(random), Wave(random)))),
        ("stairs of small leaks", random => Level(random, (random, _) => Stairs(random))),
    ];

    /// <summary>What does not.</summary>
    public static readonly (string Name, Func<Random, Func<int, double>> Make)[] Quiet =
    [
        ("level", random => Level(random, (_, _) => _ => 0)),
        ("one step (a cache is filled)", random => Level(random, (random, _) => Step(random))),
        ("two steps", random => Level(random, (random, _) => Sum(Step(random), Step(random)))),
        ("warming up to a plateau", random => Level(random, (random, _) => Plateau(random))),
        ("garbage collection, minutes", random => Level(random, (random, _) => Saw(random, 5, 90))),
        ("garbage collection, hours", random => Level(random, (random, _) => Saw(random, 60, 240))),
        ("a day's wave", random => Level(random, (random, _) => Wave(random))),
        ("a wandering level", random => Level(random, (random, _) => Wander(random))),
    ];

    private static Func<int, double> Level(Random random, Func<Random, int, Func<int, double>> more)
    {
        var (level, noise, added) = (Between(random, 250, 500), Between(random, 1, 15), more(random, 0));
        return index => level + added(index) + Normal.Sample(random, 0, noise);
    }

    /// <summary>Fills 500 within four to eleven hours.</summary>
    private static Func<int, double> Leak(Random random)
    {
        var perStep = 500 / Between(random, 4 * PerHour, 11 * PerHour);
        return index => index < Begin ? 0 : perStep * (index - Begin);
    }

    private static Func<int, double> Stairs(Random random)
    {
        var (every, height) = ((int)Between(random, 4, 20), 0.0);
        var perStep = 500 / Between(random, 4 * PerHour, 11 * PerHour);
        return index => index < Begin ? 0 : height = index % every == 0 ? perStep * (index - Begin) : height;
    }

    private static Func<int, double> Step(Random random)
    {
        var (at, height) = ((int)Between(random, Begin, Length), Between(random, 50, 250));
        return index => index < at ? 0 : height;
    }

    private static Func<int, double> Plateau(Random random)
    {
        var (height, time) = (Between(random, 100, 250), Between(random, 0.5 * PerHour, 3 * PerHour));
        return index => index < Begin ? 0 : height * (1 - Math.Exp(-(index - Begin) / time));
    }

    private static Func<int, double> Saw(Random random, double shortest, double longest)
    {
        var (period, height, phase) = (Between(random, shortest, longest) / 60 * PerHour, Between(random, 50, 250), random.NextDouble());
        return index => height * (((index / period) + phase) % 1);
    }

    private static Func<int, double> Wave(Random random)
    {
        var (height, phase) = (Between(random, 50, 150), random.NextDouble());
        return index => height * (1 + Math.Sin(2 * Math.PI * ((index / (24.0 * PerHour)) + phase)));
    }

    private static Func<int, double> Wander(Random random)
    {
        var at = 0.0;
        return _ => at = (0.995 * at) + Normal.Sample(random, 0, 4);
    }

    private static Func<int, double> Sum(Func<int, double> one, Func<int, double> other) => index => one(index) + other(index);

    private static double Between(Random random, double least, double most) => least + (random.NextDouble() * (most - least));
}
