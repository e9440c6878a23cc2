using System.Collections.Immutable;

namespace Crosscheck.Text;

/// <summary>One step of reading: a pure function from text to text with one more layer.</summary>
public interface ITextStep
{
    string Name { get; }

    /// <summary>The layers that must stand before the step runs.</summary>
    Layers Requires { get; }

    /// <summary>The layers that the step adds.</summary>
    Layers Sets { get; }

    AnnotatedText Apply(AnnotatedText text);
}

/// <summary>The written list of steps. Built once, checked when built, immutable and safe to share between threads.</summary>
public sealed class TextPipeline
{
    /// <exception cref="ArgumentException">A step stands before one that it requires, or sets what is set already.</exception>
    public TextPipeline(ImmutableArray<ITextStep> steps)
    {
        var set = Layers.None;
        foreach (var step in steps)
        {
            if ((step.Requires & ~set) != 0)
                throw new ArgumentException($"Step '{step.Name}' requires {step.Requires & ~set}, which no earlier step sets.", nameof(steps));
            if ((step.Sets & set) != 0)
                throw new ArgumentException($"Step '{step.Name}' sets {step.Sets & set}, which an earlier step has set.", nameof(steps));
            set |= step.Sets;
        }
        Steps = steps;
    }

    public ImmutableArray<ITextStep> Steps { get; }

    /// <summary>Runs every step in order. Never throws on any text.</summary>
    public AnnotatedText Annotate(AnnotatedText text)
    {
        foreach (var step in Steps)
        {
            text = step.Apply(text);
            text = text with { Layers = text.Layers | step.Sets };
        }
        return text;
    }
}
