package org.nightcramp.demo.view

import android.content.Context
import android.graphics.Typeface
import android.graphics.text.LineBreaker
import android.text.Layout
import android.util.TypedValue
import android.view.View
import android.widget.TextView
import org.nightcramp.demo.R

/** The sizes, faces and lines of all words in the app; sizes are in sp and grow with the system's setting. */
enum class Type(
    private val size: Int,
    private val face: String,
    private val line: Float,
    private val bold: Boolean = false,
) {
    /** The word on the moon. */
    N_HERO(R.dimen.n_hero, MEDIUM, 1.1f),

    /** Logged. */
    N_TITLE(R.dimen.n_title, MEDIUM, 1.16f),

    /** Relief lines. */
    N_LINE(R.dimen.n_line, REGULAR, 1.3f),

    /** Night buttons. */
    N_ACT(R.dimen.n_act, MEDIUM, 1.2f),

    /** The second words on the moon; nothing at night is smaller. */
    N_SMALL(R.dimen.n_act, REGULAR, 1.2f),

    /** A ticked row at night. */
    N_TICKED(R.dimen.n_act, REGULAR, 1.2f, bold = true),

    /** Whom to call. */
    N_CALL(R.dimen.n_hero, REGULAR, 1.1f, bold = true),

    /** The number to call. */
    CALL(R.dimen.call, REGULAR, 1.2f, bold = true),

    /** What the stretch wants now. */
    DISPLAY(R.dimen.display, MEDIUM, 1.25f),

    /** Get help now. */
    DISPLAY_BOLD(R.dimen.display, REGULAR, 1.25f, bold = true),

    /** A page's title. */
    TITLE(R.dimen.title, MEDIUM, 1.22f),

    /** A card's title, a question. */
    HEADING(R.dimen.heading, MEDIUM, 1.27f),

    /** What an emergency says. */
    MESSAGE(R.dimen.heading, REGULAR, 1.4f),

    /** All reading text. */
    BODY(R.dimen.body, REGULAR, 1.4f),

    /** The name of a fact, beside its value. */
    FACT(R.dimen.body, REGULAR, 1.3f),

    /** Values, buttons. */
    BODY_MEDIUM(R.dimen.body, MEDIUM, 1.3f),

    /** A small call button. */
    BODY_BOLD(R.dimen.body, REGULAR, 1.3f, bold = true),

    /** How soon to be seen. */
    URGENCY(R.dimen.label, REGULAR, 1.2f, bold = true),

    /** Chips. */
    LABEL(R.dimen.label, MEDIUM, 1.25f),

    /** Dates, legends; nothing by day is smaller. */
    CAPTION(R.dimen.caption, REGULAR, 1.3f),

    /** Today's date, the chosen tab. */
    CAPTION_BOLD(R.dimen.caption, REGULAR, 1.3f, bold = true),
    ;

    /** The face, for views that draw their own words. */
    val typeface: Typeface by lazy { Typeface.create(face, if (bold) Typeface.BOLD else Typeface.NORMAL) }

    /** The size in pixels under the present text setting. */
    fun px(context: Context): Float = context.resources.getDimension(size)

    /** Sets [view] in this type. */
    fun applyTo(view: TextView) {
        view.typeface = typeface
        view.setTextSize(TypedValue.COMPLEX_UNIT_PX, px(view.context))
        view.setLineSpacing(0f, line / NATURAL_LINE)
        view.includeFontPadding = false
        // The platform puts spacing between lines only; half of it above and below makes one line as high as any other.
        val half = ((line - NATURAL_LINE) * px(view.context) / 2).toInt().coerceAtLeast(0)
        view.setPaddingRelative(0, half, 0, half)
    }

    private companion object {
        /** What Roboto takes for a line, in font sizes, before any spacing. */
        const val NATURAL_LINE = 1.172f
    }
}

private const val MEDIUM = "sans-serif-medium"
private const val REGULAR = "sans-serif"

/** Words in [type] and the colour resource [ink], breaking and aligned as the language wants. */
fun Context.words(type: Type, ink: Int, text: CharSequence): TextView =
    TextView(this).apply {
        type.applyTo(this)
        setTextColor(getColor(ink))
        this.text = text
        breakStrategy = LineBreaker.BREAK_STRATEGY_HIGH_QUALITY
        hyphenationFrequency = if (compounds) Layout.HYPHENATION_FREQUENCY_NORMAL else Layout.HYPHENATION_FREQUENCY_NONE
        textDirection = View.TEXT_DIRECTION_LOCALE
        textAlignment = View.TEXT_ALIGNMENT_VIEW_START
    }

/** Whether the language makes words that are too long for a line. Elsewhere whole words are easier to read. */
private val Context.compounds: Boolean get() = resources.configuration.locales[0].language in COMPOUNDING

private val COMPOUNDING = setOf("da", "de", "fi", "nb", "nl", "sv")

/** The same words as a heading that a screen reader can jump to. */
fun TextView.asHeading(): TextView =
    apply {
        if (android.os.Build.VERSION.SDK_INT >= android.os.Build.VERSION_CODES.P) isAccessibilityHeading = true
    }

/** A page's title. */
fun Context.title(text: CharSequence): TextView = words(Type.TITLE, R.color.ink, text).asHeading()

/** A card's title, or a question. */
fun Context.heading(text: CharSequence): TextView = words(Type.HEADING, R.color.ink, text).asHeading()

/** Whether the person reads large text: from here layouts turn to one column and pictures give way. */
val Context.largeText: Boolean get() = resources.configuration.fontScale >= LARGE

private const val LARGE = 1.5f
