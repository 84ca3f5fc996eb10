// The demo for a phone: open this folder in Android Studio. `pom.xml` builds the same sources without an SDK and tests them.
plugins {
    id("com.android.application") version "9.0.0"
}

layout.buildDirectory = rootDir.resolve("../target/android/gradle-demo")

android {
    namespace = "org.nightcramp.demo"
    compileSdk = 36

    defaultConfig {
        applicationId = "org.nightcramp.demo"
        minSdk = 26
        targetSdk = 35
        versionCode = 1
        versionName = "0.1.0"
    }

    buildTypes {
        release {
            isMinifyEnabled = true
            isShrinkResources = true
            // What must stay of the bindings is said by the library's own consumer rules.
            proguardFiles(getDefaultProguardFile("proguard-android-optimize.txt"))
        }
    }

    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_11
        targetCompatibility = JavaVersion.VERSION_11
    }

    testOptions {
        unitTests {
            isIncludeAndroidResources = true
            all {
                // The tests run on the computer, so on the computer's own build of the core: bindings/scripts/generate.
                it.systemProperty("jna.library.path", rootDir.resolve("../target/release").path)
                it.systemProperty("nightcramp.demo", rootDir.path)
            }
        }
    }
}

dependencies {
    implementation("org.nightcramp:nightcramp:0.1.0")
    implementation("org.jetbrains.kotlinx:kotlinx-coroutines-android:1.11.0")

    testImplementation("junit:junit:4.13.2")
    testImplementation("org.robolectric:robolectric:4.17")
    testImplementation("net.java.dev.jna:jna:5.19.1")
}
