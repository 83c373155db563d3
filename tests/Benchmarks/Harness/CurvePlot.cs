using System.Globalization;
using System.Text;

namespace Autocura.Benchmarks.Harness;

/// <summary>Curves in a plane as SVG text: two axes with ticks, the second one logarithmic, a mark at each point and a name at the end of each curve. Colours are legible on white and on black.</summary>
/// <param name="Title">Above it, and what a screen reader says.</param>
/// <param name="Across">What the first axis is, with the values at its ticks.</param>
/// <param name="Up">What the second axis is, with the values at its ticks.</param>
internal sealed record CurvePlot(string Title, PlotAxis Across, PlotAxis Up, IReadOnlyList<PlotCurve> Curves)
{
    private const int Width = 760;
    private const int Height = 440;
    private const int Left = 80;
    private const int Right = 170;
    private const int Top = 46;
    private const int Bottom = 60;
    private const string Ink = "#808890";
    private static readonly string[] Colours = ["#c0504d", "#2f8f5b", "#3b78c4", "#b07d2b"];

    public string Svg()
    {
        var svg = new StringBuilder();
        svg.Append(Invariant($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{Title}\" font-family=\"sans-serif\" font-size=\"12\" fill=\"{Ink}\">\n"));
        svg.Append(Invariant($"<text x=\"{Left}\" y=\"24\" font-size=\"15\">{Title}</text>\n"));
        foreach (var tick in Across.Ticks) svg.Append(Invariant($"<path d=\"M{X(tick):0.#} {Top}V{Height - Bottom}\" stroke=\"{Ink}\" stroke-opacity=\".25\"/><text x=\"{X(tick):0.#}\" y=\"{Height - Bottom + 18}\" text-anchor=\"middle\">{tick:0.##}</text>\n"));
        foreach (var tick in Up.Ticks) svg.Append(Invariant($"<path d=\"M{Left} {Y(tick):0.#}H{Width - Right}\" stroke=\"{Ink}\" stroke-opacity=\".25\"/><text x=\"{Left - 8}\" y=\"{Y(tick) + 4:0.#}\" text-anchor=\"end\">{tick:0.##}</text>\n"));
        svg.Append(Invariant($"<text x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 16}\" text-anchor=\"middle\">{Across.Name}</text>\n"));
        svg.Append(Invariant($"<text transform=\"translate(22 {(Top + Height - Bottom) / 2}) rotate(-90)\" text-anchor=\"middle\">{Up.Name}</text>\n"));
        for (var index = 0; index < Curves.Count; index++) Draw(svg, Curves[index], Colours[index % Colours.Length]);
        return svg.Append("</svg>\n").ToString();
    }

    private void Draw(StringBuilder svg, PlotCurve curve, string colour)
    {
        var line = string.Join(' ', curve.Points.Select(point => Invariant($"{X(point.X):0.#},{Y(point.Y):0.#}")));
        svg.Append(Invariant($"<g stroke=\"{colour}\" fill=\"{colour}\"><polyline points=\"{line}\" fill=\"none\" stroke-width=\"2\"/>"));
        foreach (var (x, y, name) in curve.Points) svg.Append(Invariant($"<circle cx=\"{X(x):0.#}\" cy=\"{Y(y):0.#}\" r=\"3.5\"><title>{name}: {x:0.###} times the replicas needed, {y:0.##} min short a day</title></circle>"));
        var (endX, endY, _) = curve.Points[^1];
        svg.Append(Invariant($"<text x=\"{X(endX) + 8:0.#}\" y=\"{Y(endY) + 4:0.#}\" stroke=\"none\">{curve.Name}</text></g>\n"));
    }

    private double X(double value) => Left + ((value - Across.From) / (Across.To - Across.From) * (Width - Left - Right));

    private double Y(double value) => Height - Bottom - ((Math.Log(Math.Clamp(value, Up.From, Up.To)) - Math.Log(Up.From)) / (Math.Log(Up.To) - Math.Log(Up.From)) * (Height - Top - Bottom));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>An axis: what it is, and the values at its ticks, which begin and end it.</summary>
internal sealed record PlotAxis(string Name, IReadOnlyList<double> Ticks)
{
    public double From => Ticks[0];

    public double To => Ticks[^1];
}

/// <summary>Points that are joined in order, each with a name of its own.</summary>
internal sealed record PlotCurve(string Name, IReadOnlyList<(double X, double Y, string Name)> Points);
