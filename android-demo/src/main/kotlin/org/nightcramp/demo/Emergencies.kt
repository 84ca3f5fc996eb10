package org.nightcramp.demo

import org.nightcramp.Finding
import org.nightcramp.Findings
import org.nightcramp.Urgency

/** Every emergency that stands; the cards have room for two findings only. */
val Findings.emergencies: List<Finding> get() = fired.filter { it.urgency == Urgency.EMERGENCY }

/** What makes a finding another one: another rule, or another sign. */
val Finding.key: String get() = (listOf(ruleId) + ticked.map { it.sign.name }).joinToString(" ")
