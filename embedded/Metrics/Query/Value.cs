using Autocura.Embedded.Metrics.Storage;

namespace Autocura.Embedded.Metrics.Query;

/// <summary>The result of evaluating an expression at one instant.</summary>
internal abstract record Value
{
    private Value()
    {
    }

    public sealed record Scalar(double Number) : Value;

    public sealed record Text(string Content) : Value;

    public sealed record Vector(IReadOnlyList<Element> Elements) : Value;

    public sealed record Matrix(IReadOnlyList<Window> Windows) : Value;
}

/// <summary>One element of an instant vector.</summary>
internal readonly record struct Element(LabelSet Labels, double Value);

/// <summary>The points of one series inside a range, and the range's ends, which extrapolation needs.</summary>
internal sealed record Window(LabelSet Labels, Point[] Points, long Start, long End)
{
    public double Seconds => (End - Start) / 1000.0;
}

/// <summary>One series of a range query's result.</summary>
internal sealed record RangeSeries(LabelSet Labels, List<Point> Points);
